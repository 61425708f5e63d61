package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Features;
import org.jspecify.annotations.Nullable;

/**
 * Executes a command of the human monitor. What it prints is the result, errors included.
 *
 * @param commandLine the command and its arguments
 * @param cpuIndex the virtual CPU it refers to; {@code null} is the first
 * @since 0.1
 */
@Experimental(since = "0.1")
@Features("savevm-monitor-nodes")
@CommandName("human-monitor-command")
public record HumanMonitorCommand(
        String commandLine, @Nullable Long cpuIndex) implements Command<String> {}
