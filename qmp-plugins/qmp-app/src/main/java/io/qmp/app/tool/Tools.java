package io.qmp.app.tool;

import io.qmp.api.ClassLoaders;
import io.qmp.api.error.QmpException;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.InterruptedBySignalException;
import io.qmp.app.process.OutputException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.ToolLine;
import java.util.List;
import java.util.Optional;

/** The command line of all but {@code serve}. */
public final class Tools {
    private final ProcessEnvironment environment;

    public Tools(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Does what a command line says.
     *
     * @return the exit status
     * @throws OptionException if the command line asks for what cannot be done
     * @throws InterruptedException if the thread is interrupted
     */
    public int run(List<String> words) throws InterruptedException {
        String first = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        Optional<Tool> known = Subcommands.known(first);
        if (known.isPresent()) {
            Optional<ToolLine> line = known.get().syntax().read(rest);
            if (line.isPresent()) {
                return run(known.get(), line.get());
            }
        }
        List<NamedSubcommand> commands =
                known.map(NamedSubcommand::own).map(List::of).orElseGet(() -> Subcommands.all(environment));
        for (NamedSubcommand command : commands) {
            Optional<ToolLine> line =
                    command.name().equals(first) ? command.syntax().read(rest) : Optional.empty();
            if (line.isPresent()) {
                return run(command, line.get());
            }
        }
        Optional<PicocliLine.Call> call = PicocliLine.of(commands).read(words, environment.out());
        return call.isPresent() ? run(call.get().command(), call.get().line()) : ExitStatus.OK.code();
    }

    private int run(NamedSubcommand command, ToolLine line) throws InterruptedException {
        return command.command() instanceof Tool own
                ? run(own, line)
                : runForeign(command, line, new LentContext(environment).interruptible());
    }

    private int run(Tool tool, ToolLine line) throws InterruptedException {
        try {
            tool.run(line, environment);
            return ExitStatus.OK.code();
        } catch (QmpException e) {
            throw tool.peer(line).map(peer -> AdvisedException.of(e, peer)).orElse(e);
        }
    }

    /** Runs a plugin's subcommand, whose failures are not to be taken for faults of the program. */
    private static int runForeign(NamedSubcommand command, ToolLine line, LentContext context)
            throws InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoaders.of(command.command().getClass()));
        try {
            int status = command.command().run(line, context);
            if (status < 0 || status > 255) {
                throw new IllegalStateException("the status " + status + " is not from 0 to 255");
            }
            return status;
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage() + "\nSee qmp " + command.name() + " --help");
        } catch (QmpException | OutputException | OptionException | InterruptedBySignalException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new SubcommandFaultException(command.name(), command.place(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
