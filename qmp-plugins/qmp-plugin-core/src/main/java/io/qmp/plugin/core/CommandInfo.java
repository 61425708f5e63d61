package io.qmp.plugin.core;

import io.qmp.api.Experimental;

/**
 * One of the answers to {@link QueryCommands}.
 *
 * @param name the name of a command
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CommandInfo(String name) {}
