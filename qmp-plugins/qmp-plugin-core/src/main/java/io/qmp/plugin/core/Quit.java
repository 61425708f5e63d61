package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Ends the server. It is answered; what is queued behind it is not executed.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("quit")
public record Quit() implements Command<Nothing> {}
