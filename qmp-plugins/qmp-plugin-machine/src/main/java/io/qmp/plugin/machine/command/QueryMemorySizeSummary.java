package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.MemoryInfo;

/**
 * Asks how much memory the machine has.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-memory-size-summary")
public record QueryMemorySizeSummary() implements Command<MemoryInfo> {}
