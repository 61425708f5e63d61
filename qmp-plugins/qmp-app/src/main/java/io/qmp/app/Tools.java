package io.qmp.app;

import io.qmp.server.ServerOptions;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line of all but {@code serve}. */
final class Tools {
    private final Host host;

    Tools(Host host) {
        this.host = host;
    }

    /**
     * {@return the exit status}
     *
     * @throws OptionException if the command line asks for what cannot be done
     * @throws InterruptedException if the thread is interrupted
     */
    int run(String... arguments) throws InterruptedException {
        try {
            ParseResult parsed = commandLine().parseArgs(arguments);
            if (CommandLine.executeHelpRequest(parsed) != null) {
                return 0;
            }
            if (!parsed.hasSubcommand()) {
                throw new OptionException("what to do?\nSee qmp --help");
            }
            ParseResult chosen = parsed.subcommand();
            Logs.show(chosen.hasMatchedOption("-v"));
            return ((Subcommand) chosen.commandSpec().userObject()).run(chosen, host);
        } catch (ParameterException e) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            throw new OptionException(e.getMessage() + "\nSee " + command + " --help");
        }
    }

    private CommandLine commandLine() {
        CommandSpec spec = withHelp(CommandSpec.create().name("qmp"));
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Says which version this is.")
                .build());
        spec.version(ServerOptions.DEFAULT.version().packageName() + ", behaves as QEMU "
                + ServerOptions.DEFAULT.version().qemu());
        spec.usageMessage().description("Speaks QMP, the protocol by which QEMU is controlled.");
        CommandSpec serve = CommandSpec.create();
        serve.usageMessage().header("Runs a server.");
        CommandLine line = new CommandLine(spec).addSubcommand("serve", serve);
        for (Subcommand command : List.of(new Exec(), new Events(), new Introspect())) {
            CommandSpec with = withHelp(command.spec());
            with.addOption(OptionSpec.builder("-v")
                    .description("Logs what happens, on standard error.")
                    .build());
            line.addSubcommand(command.name(), with);
        }
        return line.setOut(new PrintWriter(host.out(), true)).setErr(new PrintWriter(host.err(), true));
    }

    private static CommandSpec withHelp(CommandSpec spec) {
        spec.usageMessage().abbreviateSynopsis(true).sortOptions(false);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
    }
}
