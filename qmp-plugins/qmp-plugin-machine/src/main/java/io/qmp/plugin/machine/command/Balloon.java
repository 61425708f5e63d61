package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Asks the guest's balloon driver to change the memory that the guest has.
 *
 * @param value how many bytes the guest is to have
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("balloon")
public record Balloon(long value) implements Command<Nothing> {}
