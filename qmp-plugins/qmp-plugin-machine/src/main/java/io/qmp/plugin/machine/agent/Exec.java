package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts a program.
 *
 * @param path the program
 * @param arg its arguments
 * @param env its environment, as {@code NAME=VALUE}
 * @param inputData its standard input, in base 64
 * @param captureOutput whether its output is kept
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-exec")
public record Exec(
        String path,
        @Nullable List<String> arg,
        @Nullable List<String> env,
        @Nullable String inputData,
        @Nullable Boolean captureOutput)
        implements Command<ExecStarted> {}
