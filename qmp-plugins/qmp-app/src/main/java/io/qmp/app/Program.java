package io.qmp.app;

import io.qmp.api.error.QmpException;
import io.qmp.server.ServerOptions;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: chooses what to do, and tells what was wrong with it. */
final class Program {
    private static final String NAME = "qmp";
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Host host;

    Program(Host host) {
        this.host = host;
    }

    /**
     * {@return the exit status: 0 if all went well, else 1}
     *
     * @param arguments the command line
     */
    int run(String... arguments) {
        try {
            ParseResult parsed = commandLine().parseArgs(arguments);
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                return OK;
            }
            if (!parsed.hasSubcommand()) {
                throw new OptionException("what to do? See qmp --help");
            }
            ParseResult chosen = parsed.subcommand();
            return ((Subcommand) chosen.commandSpec().userObject()).run(chosen, host);
        } catch (OptionException e) {
            return failed(e.reasons());
        } catch (QmpException e) {
            return failed(List.of(String.valueOf(e.getMessage())));
        } catch (ParameterException e) {
            return failed(
                    e.getCause() instanceof OptionException known
                            ? known.reasons()
                            : List.of(e.getMessage() + "\nSee "
                                    + e.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
        } catch (InterruptedException e) {
            return failed(List.of("interrupted"));
        }
    }

    private int failed(List<String> reasons) {
        reasons.forEach(reason -> host.err().println(NAME + ": " + reason));
        return FAILED;
    }

    private CommandLine commandLine() {
        CommandSpec spec = withHelp(CommandSpec.create().name(NAME));
        spec.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Says which version this is.")
                .build());
        spec.version(ServerOptions.DEFAULT.version().packageName() + ", behaves as QEMU "
                + ServerOptions.DEFAULT.version().qemu());
        spec.usageMessage().description("Speaks QMP, the protocol by which QEMU is controlled.");
        CommandLine line = new CommandLine(spec);
        for (Subcommand command : List.of(new Serve(), new Exec(), new Events())) {
            line.addSubcommand(command.name(), withHelp(command.spec()));
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
