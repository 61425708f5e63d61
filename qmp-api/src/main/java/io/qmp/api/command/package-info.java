/**
 * Commands: the type that is a command's only description, and the handler that carries it out.
 *
 * <p>Start with {@link io.qmp.api.command.Command} and {@link io.qmp.api.command.CommandName}.
 */
@NullMarked
package io.qmp.api.command;

import org.jspecify.annotations.NullMarked;
