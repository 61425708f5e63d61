package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Gives a name to the file descriptor that is passed along, for commands on this monitor to refer to. A descriptor
 * that had the name is closed.
 *
 * @param fdname the name; it must not begin with a digit
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("getfd")
public record Getfd(String fdname) implements Command<Nothing> {}
