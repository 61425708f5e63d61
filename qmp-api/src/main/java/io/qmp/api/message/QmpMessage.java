package io.qmp.api.message;

import io.qmp.api.Stable;

/**
 * A message from one peer to the other.
 *
 * <p>A server sends a {@link Greeting}, {@link Reply replies} and {@link Event events} and receives {@link Request
 * requests}; a client the other way round. What was received and is none of these is {@link Malformed}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public sealed interface QmpMessage permits Greeting, Request, Reply, Event, Malformed {}
