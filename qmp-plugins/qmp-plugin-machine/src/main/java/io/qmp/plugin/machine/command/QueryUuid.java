package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.UuidInfo;

/**
 * Asks for the machine's UUID.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-uuid")
public record QueryUuid() implements Command<UuidInfo> {}
