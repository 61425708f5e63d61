package io.qmp.server.session;

import io.qmp.api.message.Greeting;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import java.util.function.Function;

/**
 * A connection to a client with what reads and writes its messages.
 *
 * @param connection the connection
 * @param readers makes what reads the requests of a connection with a greeting, as the version in it does
 * @param writer writes messages; shared by all sessions of one format
 * @param dialect what surrounds messages
 */
record MessageChannel(
        Connection connection, Function<Greeting, MessageReader> readers, MessageWriter writer, Dialect dialect) {}
