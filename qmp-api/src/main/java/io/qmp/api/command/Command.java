package io.qmp.api.command;

import io.qmp.api.Stable;

/**
 * A command with its arguments. The record that implements it, marked with {@link CommandName}, is the command's only
 * description: clients send it, servers register a handler for it, introspection and validation are derived from it.
 *
 * <pre>{@code
 * @CommandName("balloon")
 * public record Balloon(long value) implements Command<Nothing> {}
 * }</pre>
 *
 * @param <R> what it returns: {@link io.qmp.api.type.Nothing}, a described type, a {@code List} of one, or a
 *     {@link io.qmp.api.value.QmpValue}
 * @since 0.1
 */
@Stable(since = "0.1")
public interface Command<R> {}
