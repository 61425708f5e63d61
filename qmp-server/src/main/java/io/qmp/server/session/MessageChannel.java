package io.qmp.server.session;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;

/**
 * A connection to a client with what reads and writes its messages.
 *
 * @param connection the connection
 * @param reader reads the requests of this connection
 * @param writer writes messages; shared by all sessions of one format
 */
record MessageChannel(Connection connection, MessageReader reader, MessageWriter writer) {}
