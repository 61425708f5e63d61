package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.DumpQueryResult;

/**
 * Asks how far the dump of the memory is.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-dump")
public record QueryDump() implements Command<DumpQueryResult> {}
