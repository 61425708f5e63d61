package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Closes a descriptor that {@link Getfd} has named.
 *
 * @param fdname its name
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("closefd")
public record Closefd(String fdname) implements Command<Nothing> {}
