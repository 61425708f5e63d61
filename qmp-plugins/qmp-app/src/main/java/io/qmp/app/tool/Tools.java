package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
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
     * @throws OptionException if the command line asks for what cannot be done
     * @throws InterruptedException if the thread is interrupted
     */
    public void run(List<String> words) throws InterruptedException {
        for (Subcommand command : Subcommands.TOOLS) {
            if (!words.isEmpty() && words.get(0).equals(command.name())) {
                Optional<ToolLine> line = command.syntax().read(words.subList(1, words.size()));
                if (line.isPresent()) {
                    run(command, line.get());
                    return;
                }
            }
        }
        Optional<PicocliLine.Call> call = PicocliLine.ofAllSubcommands().read(words, environment.out());
        if (call.isPresent()) {
            run(call.get().command(), call.get().line());
        }
    }

    private void run(Subcommand command, ToolLine line) throws InterruptedException {
        command.run(line, environment);
    }
}
