package io.qmp.server.session;

import io.qmp.api.wire.Connection;

/**
 * A connection that a session has given back.
 *
 * @param connection the connection
 * @param inputEnded whether its input has ended
 */
public record Released(Connection connection, boolean inputEnded) {}
