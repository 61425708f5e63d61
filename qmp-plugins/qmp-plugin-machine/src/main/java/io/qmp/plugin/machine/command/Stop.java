package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Stops the virtual CPUs. Does nothing where they are stopped already.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("stop")
public record Stop() implements Command<Nothing> {}
