package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link ExecStatus}.
 *
 * @param exited whether it has ended
 * @param exitcode the status with which it has ended
 * @param signal the number of the signal that has ended it
 * @param outData its standard output, in base 64
 * @param errData its standard error, in base 64
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ExecResult(
        boolean exited,
        @Nullable Long exitcode,
        @Nullable Long signal,
        @Nullable String outData,
        @Nullable String errData) {}
