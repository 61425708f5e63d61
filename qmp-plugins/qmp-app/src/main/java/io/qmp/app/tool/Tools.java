package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.server.ServerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of all but {@code serve}. */
public final class Tools {
    private final ProcessEnvironment environment;

    public Tools(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Does what a command line says.
     *
     * @throws OptionException if the command line asks for what cannot be done
     * @throws InterruptedException if the thread is interrupted
     */
    public void run(String... arguments) throws InterruptedException {
        try {
            ParseResult parsed = commandLine().parseArgs(arguments);
            if (isHelp(parsed)) {
                return;
            }
            if (!parsed.hasSubcommand()) {
                throw new OptionException("missing subcommand\nIt is one of " + String.join(", ", Subcommands.names())
                        + ".\nSee qmp --help");
            }
            ParseResult chosen = parsed.subcommand();
            Logs.show(CommonOptions.verbose(chosen));
            ((Subcommand) chosen.commandSpec().userObject()).run(chosen, environment);
        } catch (ParameterException e) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            throw new OptionException(e.getMessage() + suggestion(e) + "\nSee " + command + " --help");
        }
    }

    /** Prints the help or version that was asked for, if any. */
    private boolean isHelp(ParseResult parsed) {
        StringWriter help = new StringWriter();
        PrintWriter printer = new PrintWriter(help);
        for (CommandLine line : parsed.asCommandLineList()) {
            line.setOut(printer);
        }
        boolean asked = CommandLine.executeHelpRequest(parsed) != null;
        if (asked) {
            printer.flush();
            environment.out().print(help.toString());
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

    private CommandLine commandLine() {
        CommandSpec spec = withHelp(CommandSpec.create().name("qmp"));
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Says which version this is.")
                .build());
        spec.version(
                ServerOptions.DEFAULT.version().packageName() + ", behaves as QEMU " + QemuVersion.LATEST.triple());
        spec.usageMessage().description("Speaks QMP, the protocol by which QEMU is controlled.");
        CommandSpec serve = CommandSpec.create();
        serve.usageMessage().header("Runs a server.");
        CommandLine line = new CommandLine(spec).addSubcommand(Subcommands.SERVE, serve);
        for (Subcommand command : Subcommands.TOOLS) {
            CommandSpec with = withHelp(command.spec());
            with.usageMessage().exitCodeListHeading("Exit status:%n").exitCodeList(ExitStatus.help());
            with.addOption(CommonOptions.verbose());
            line.addSubcommand(command.name(), with);
        }
        return line;
    }

    private static CommandSpec withHelp(CommandSpec spec) {
        spec.usageMessage().abbreviateSynopsis(true).sortOptions(false);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
    }
}
