package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.Output;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.server.ServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line as picocli reads it, which writes help and says what is wrong. Loading picocli takes longer than
 * executing a command, so that what {@link Syntax#read} understands does not come here.
 */
final class PicocliLine {
    private final CommandLine line;

    private PicocliLine(CommandLine line) {
        this.line = line;
    }

    /** {@return the command line of these subcommands, and {@code serve}} */
    static PicocliLine of(List<NamedSubcommand> commands) {
        CommandSpec spec = withHelp(CommandSpec.create().name("qmp"));
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Says which version this is.")
                .build());
        spec.version(
                ServerOptions.DEFAULT.version().packageName() + ", behaves as QEMU " + QemuVersion.LATEST.triple());
        spec.usageMessage().description(Manual.ABOUT);
        CommandSpec serve = CommandSpec.create();
        serve.usageMessage().header(ServeSyntax.HEADER);
        CommandLine line = new CommandLine(spec).addSubcommand(Subcommands.SERVE, serve);
        commands.forEach(command -> line.addSubcommand(command.name(), spec(command)));
        return new PicocliLine(line);
    }

    /**
     * Checks that a subcommand can be read and shown.
     *
     * @throws RuntimeException if it cannot
     */
    static void check(NamedSubcommand command) {
        new CommandLine(spec(command)).getUsageMessage();
    }

    private static CommandSpec spec(NamedSubcommand command) {
        Syntax syntax = command.syntax();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        int index = 0;
        for (Syntax.Parameter parameter : syntax.parameters()) {
            spec.addPositional(positional(parameter, index++));
        }
        for (Syntax.Option option : syntax.options()) {
            if (!option.equals(CommonOptions.VERBOSE)) {
                spec.addOption(option(option));
            }
        }
        withHelp(spec).addOption(option(CommonOptions.VERBOSE));
        spec.usageMessage()
                .header(plain(syntax.header()))
                .description(plain(syntax.description()))
                .exitCodeListHeading("Exit status:%n")
                .exitCodeList(ExitStatus.help());
        if (!syntax.examples().isEmpty()) {
            spec.usageMessage()
                    .footerHeading("Examples:%n")
                    .footer(syntax.examples().stream()
                            .flatMap(example -> Stream.of("  " + example.line(), "      " + example.meaning()))
                            .map(PicocliLine::plain)
                            .toArray(String[]::new));
        }
        return spec;
    }

    /** {@return a text without what would be a format} */
    private static String plain(String text) {
        return text.replace("%", "%%");
    }

    private static PositionalParamSpec positional(Syntax.Parameter parameter, int index) {
        PositionalParamSpec.Builder builder = PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .paramLabel(parameter.label())
                .description(plain(parameter.description()));
        return switch (parameter.count()) {
            case REQUIRED -> builder.required(true).build();
            case OPTIONAL -> builder.arity("0..1").build();
            case ANY ->
                builder.index(index + "..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build();
        };
    }

    private static OptionSpec option(Syntax.Option option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.name()).description(plain(option.description()));
        if (option.repeated()) {
            builder.arity("1").type(List.class).auxiliaryTypes(String.class).paramLabel(option.label());
        } else if (option.hasValue()) {
            builder.type(String.class).paramLabel(option.label());
        }
        return builder.build();
    }

    private static CommandSpec withHelp(CommandSpec spec) {
        spec.usageMessage().abbreviateSynopsis(true).sortOptions(false);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
    }

    /**
     * Prints help or version if that is asked for.
     *
     * @return otherwise the subcommand that is asked for, and what is given to it; empty after help
     * @throws OptionException if the command line is wrong
     */
    Optional<Call> read(List<String> words, Output out) {
        try {
            ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
            if (isHelp(parsed, out)) {
                return Optional.empty();
            }
            if (!parsed.hasSubcommand()) {
                throw new OptionException("missing subcommand\nIt is one of " + String.join(", ", Subcommands.names())
                        + ".\nSee qmp --help");
            }
            ParseResult chosen = parsed.subcommand();
            return Optional.of(new Call((NamedSubcommand) chosen.commandSpec().userObject(), toolLine(chosen)));
        } catch (ParameterException e) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            throw new OptionException(e.getMessage() + suggestion(e) + "\nSee " + command + " --help");
        }
    }

    /** What to do. */
    record Call(NamedSubcommand command, ToolLine line) {}

    private static ToolLine toolLine(ParseResult parsed) {
        Map<String, List<String>> options = new HashMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            boolean hasValue = option.arity().max() > 0;
            if (hasValue || Boolean.TRUE.equals(option.getValue())) {
                options.put(option.longestName(), hasValue ? option.stringValues() : List.of(""));
            }
        }
        List<String> parameters = parsed.matchedPositionals().stream()
                .map(ArgSpec::stringValues)
                .flatMap(List::stream)
                .toList();
        return new ToolLine(parameters, options);
    }

    private boolean isHelp(ParseResult parsed, Output out) {
        StringWriter help = new StringWriter();
        PrintWriter printer = new PrintWriter(help);
        for (CommandLine each : parsed.asCommandLineList()) {
            each.setOut(printer);
        }
        boolean asked = CommandLine.executeHelpRequest(parsed) != null;
        if (asked) {
            printer.flush();
            out.print(help.toString());
        }
        return asked;
    }

    /** {@return what may have been meant by a word that is not known} */
    private static String suggestion(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unknown)) {
            return "";
        }
        List<String> suggestions = unknown.getSuggestions();
        return suggestions.isEmpty() ? "" : "\nDid you mean " + String.join(" or ", suggestions) + "?";
    }
}
