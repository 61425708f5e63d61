package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.wire.ReaderLimits;
import java.util.Optional;

/**
 * Options of a client.
 *
 * @param connectionLimits how long a peer may take to negotiate, to read and to close
 * @param commandLimits how long commands may take
 * @param queueLimits how many commands may be under way
 * @param readerLimits how large a message of the peer may be. A reply beyond them fails its command, and is skipped
 * @param outOfBand whether to agree on out-of-band execution where the peer offers it
 * @param negotiates whether the client agrees on capabilities by itself. If not, it is ready as soon as the peer
 *     has greeted, sends nothing that its user does not execute, and limits in-band commands as if there was no
 *     out-of-band execution; the user executes {@code qmp_capabilities}, after each new connection. For programs
 *     that pass messages on. Matters to QMP servers only, not to guest agents
 * @param checksPeer whether to send only what the peer knows. If so, the client queries the peer's {@linkplain
 *     QmpClient#peerSchema introspection} before its first command, and a command that the peer lacks, or of which it
 *     lacks an argument or a value, fails with {@link io.qmp.api.error.PeerLacksException} and is not sent. To a peer
 *     that has no introspection, a QEMU before 2.5 or a guest agent, everything is sent
 * @param eventBuffer how many events subscriptions keep that are not given a buffer
 * @param reconnect how to connect again after a loss; empty for not at all
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ClientOptions(
        ConnectionLimits connectionLimits,
        CommandLimits commandLimits,
        QueueLimits queueLimits,
        ReaderLimits readerLimits,
        boolean outOfBand,
        boolean negotiates,
        boolean checksPeer,
        EventBuffer eventBuffer,
        Optional<ReconnectPolicy> reconnect) {
    /** The shipped limits, QEMU's limits of messages, out-of-band execution; no checks, no reconnecting. */
    public static final ClientOptions DEFAULT = new ClientOptions(
            ConnectionLimits.DEFAULT,
            CommandLimits.shipped(),
            QueueLimits.DEFAULT,
            ReaderLimits.QEMU,
            true,
            true,
            false,
            EventBuffer.DEFAULT,
            Optional.empty());

    /** {@return these options with other limits of what a peer may take} */
    public ClientOptions withConnectionLimits(ConnectionLimits limits) {
        return new ClientOptions(
                limits,
                commandLimits,
                queueLimits,
                readerLimits,
                outOfBand,
                negotiates,
                checksPeer,
                eventBuffer,
                reconnect);
    }

    /** {@return these options with other limits of commands} */
    public ClientOptions withCommandLimits(CommandLimits limits) {
        return new ClientOptions(
                connectionLimits,
                limits,
                queueLimits,
                readerLimits,
                outOfBand,
                negotiates,
                checksPeer,
                eventBuffer,
                reconnect);
    }

    /** {@return these options with other numbers of commands under way} */
    public ClientOptions withQueueLimits(QueueLimits limits) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                limits,
                readerLimits,
                outOfBand,
                negotiates,
                checksPeer,
                eventBuffer,
                reconnect);
    }

    /** {@return these options with other limits of a message of the peer} */
    public ClientOptions withReaderLimits(ReaderLimits limits) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                queueLimits,
                limits,
                outOfBand,
                negotiates,
                checksPeer,
                eventBuffer,
                reconnect);
    }

    /** {@return these options, with out-of-band execution agreed upon or not} */
    public ClientOptions withOutOfBand(boolean wanted) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                queueLimits,
                readerLimits,
                wanted,
                negotiates,
                checksPeer,
                eventBuffer,
                reconnect);
    }

    /** {@return these options, with capabilities agreed upon by the client itself, or by its user} */
    public ClientOptions withNegotiation(boolean byClient) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                queueLimits,
                readerLimits,
                outOfBand,
                byClient,
                checksPeer,
                eventBuffer,
                reconnect);
    }

    /** {@return these options, with commands compared with the peer's introspection or not} */
    public ClientOptions withCheckPeer(boolean wanted) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                queueLimits,
                readerLimits,
                outOfBand,
                negotiates,
                wanted,
                eventBuffer,
                reconnect);
    }

    /** {@return these options with another default buffer of subscriptions} */
    public ClientOptions withEventBuffer(EventBuffer buffer) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                queueLimits,
                readerLimits,
                outOfBand,
                negotiates,
                checksPeer,
                buffer,
                reconnect);
    }

    /** {@return these options with reconnecting} */
    public ClientOptions withReconnect(ReconnectPolicy policy) {
        return new ClientOptions(
                connectionLimits,
                commandLimits,
                queueLimits,
                readerLimits,
                outOfBand,
                negotiates,
                checksPeer,
                eventBuffer,
                Optional.of(policy));
    }
}
