package io.qmp.client.agent;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.Connection;
import io.qmp.client.connection.Handshake;
import io.qmp.client.connection.Protocol;
import io.qmp.client.connection.ServerLink;
import org.jspecify.annotations.Nullable;

/** The variant of the protocol that guest agents speak, for one client. Used on its loop. */
public final class AgentProtocol implements Protocol {
    /** The command that an agent answers behind a sentinel. */
    public static final String SYNC = AgentSync.COMMAND;

    private @Nullable SentinelConnection current;

    /** Makes the protocol of one client. */
    public AgentProtocol() {}

    @Override
    public Connection decorate(Connection connection) {
        SentinelConnection decorated = new SentinelConnection(connection);
        current = decorated;
        return decorated;
    }

    @Override
    public Handshake handshake(ServerLink link) {
        SentinelConnection connection = current;
        if (connection == null) {
            throw new IllegalStateException("a link without a connection");
        }
        return new AgentSync(link, connection);
    }

    /** Writes a sentinel to the present connection, if there is one. It leaves with what is sent next. */
    public void sendSentinel() {
        if (current != null) {
            current.sendSentinel();
        }
    }

    /** {@return the arguments of {@link #SYNC}} */
    public static QmpObject arguments(long number) {
        return AgentSync.arguments(number);
    }
}
