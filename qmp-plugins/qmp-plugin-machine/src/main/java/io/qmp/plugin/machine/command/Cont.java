package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Lets the virtual CPUs run on.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("cont")
public record Cont() implements Command<Nothing> {}
