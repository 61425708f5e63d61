package io.qmp.plugin.machine.agent;

import io.qmp.api.error.CommandFailedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The programs that clients have started. They have ended; the result can be asked for once. */
final class Programs {
    private static final long FIRST_PID = 1000;
    private static final int MOST = 1000;

    private final Function<Exec, Optional<ExecResult>> programs;
    private final Map<Long, ExecResult> ended = new HashMap<>();
    private long next = FIRST_PID;

    Programs(Function<Exec, Optional<ExecResult>> programs) {
        this.programs = programs;
    }

    /** Forgets what has not been asked for. */
    void forget() {
        ended.clear();
    }

    ExecStarted start(Exec exec) {
        ExecResult result = programs.apply(exec)
                .orElseThrow(() -> CommandFailedException.generic(
                        "Guest agent command failed, error was 'Failed to execute child process “" + exec.path()
                                + "” (No such file or directory)'"));
        ended.remove(next - MOST); // nobody has asked for it
        ended.put(next, Boolean.TRUE.equals(exec.captureOutput()) ? result : withoutOutput(result));
        return new ExecStarted(next++);
    }

    private static ExecResult withoutOutput(ExecResult result) {
        return new ExecResult(result.exited(), result.exitcode(), result.signal(), null, null);
    }

    ExecResult status(ExecStatus query) {
        ExecResult result = ended.remove(query.pid());
        if (result == null) {
            throw CommandFailedException.generic("Invalid parameter 'pid'");
        }
        return result;
    }
}
