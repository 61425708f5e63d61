package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;

/**
 * Receives what a server does, for metrics and audit: {@link PluginRegistry#metrics}.
 *
 * <p>Called on the server's event loop, with the class loader of its plugin as the context class loader; must be
 * quick. What it throws is logged. Several are called in the order of registration. A server without one reads no
 * clock for metrics.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface ServerMetrics {
    /** How a command ended. */
    enum Outcome {
        /** It returned a result. */
        SUCCEEDED,
        /** It was refused or failed; the reply is an error. */
        FAILED,
        /** The session ended before its reply, or before it was executed. */
        LOST
    }

    /** Why a session ended. */
    enum SessionEnd {
        /** The client has disconnected, or the connection was lost. */
        CLIENT,
        /** The client has not negotiated in time. */
        NOT_NEGOTIATED,
        /** The client has left too much unread. */
        SLOW_READER,
        /** Reading, writing or greeting has failed; the log says why. */
        FAILED,
        /** The server has disconnected it: a plugin has asked for it, or the server ends. */
        SERVER
    }

    /**
     * {@return whether commands are of interest} Asked once. A server none of whose metrics wants them reads no clock
     * for commands; {@link #commandEnded} and {@link #malformed} are called for those alone that do.
     */
    default boolean wantsCommands() {
        return true;
    }

    /**
     * A session has begun; the client is not greeted yet.
     *
     * @param session the session
     */
    default void sessionOpened(SessionInfo session) {}

    /**
     * The connection of a session is closed. Called once for each session that was opened.
     *
     * @param session the session
     * @param end why
     */
    default void sessionClosed(SessionInfo session, SessionEnd end) {}

    /**
     * A command has ended. Called once for each request that is a command, also for an unknown or refused one and for
     * {@code qmp_capabilities}, when its reply has been queued for the client or the session ends.
     *
     * @param session the session
     * @param end how it ended
     */
    default void commandEnded(SessionInfo session, CommandEnd end) {}

    /**
     * Input was answered that is no request.
     *
     * @param session the session
     * @param error the answer
     */
    default void malformed(SessionInfo session, QmpError error) {}

    /**
     * An event was queued for a client.
     *
     * @param session the session
     * @param event the name of the event
     */
    default void eventSent(SessionInfo session, String event) {}

    /**
     * An event was not sent to a client, which leaves too much unread.
     *
     * @param session the session
     * @param event the name of the event
     */
    default void eventDropped(SessionInfo session, String event) {}

    /**
     * An event was replaced by a later one before it was sent to anybody, as its rate limit says.
     *
     * @param event the name of the event
     */
    default void eventThrottled(String event) {}

    /**
     * A client was disconnected without a session, since as many clients wait at its monitor as may. Clients that
     * fail in the handshake of TLS do not reach the server.
     *
     * @param monitor the label of the monitor
     */
    default void clientRefused(String monitor) {}
}
