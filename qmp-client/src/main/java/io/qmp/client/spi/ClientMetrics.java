package io.qmp.client.spi;

import io.qmp.api.Experimental;

/**
 * Receives client metrics. Times are in nanoseconds.
 *
 * <p>Called on the client's event loop for every command and event: must be quick.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface ClientMetrics {
    /** Counts nothing. */
    ClientMetrics NONE = new ClientMetrics() {};

    /** How a command ended. */
    enum Outcome {
        /** It returned something. */
        SUCCEEDED,
        /** The peer answered with an error. */
        FAILED,
        /** It was not answered in time. */
        TIMED_OUT,
        /** The connection ended before the answer. */
        LOST,
        /** The peer answered with what cannot be read, or does not fit the command's type. */
        UNREADABLE,
        /** Its caller gave it up; reported to {@link CallListener} only. */
        CANCELLED,
        /** It was refused before it was sent; reported to {@link CallListener} only. */
        NOT_SENT
    }

    /**
     * The client has been made, and is about to connect. Called before all other methods, on the thread that makes it.
     *
     * @param gauges what the client is doing, for as long as it exists
     */
    default void attached(ClientGauges gauges) {}

    /**
     * A command was sent.
     *
     * @param command its name
     */
    default void sent(String command) {}

    /**
     * A command has ended. Not called for commands that their caller gave up.
     *
     * @param command its name
     * @param outcome how
     * @param nanos how long it took, from when it was executed; time in the client's queue included
     */
    default void ended(String command, Outcome outcome, long nanos) {}

    /**
     * A command is not answered within its soft limit.
     *
     * @param command its name
     * @param nanos how long it has taken so far
     */
    default void slow(String command, long nanos) {}

    /**
     * A reply was dropped because its caller had given up.
     *
     * @param command the name of the command
     */
    default void late(String command) {}

    /** A reply was dropped that belongs to no command of this connection. */
    default void unknown() {}

    /** Something was received that is no message. */
    default void unreadable() {}

    /**
     * An event was received.
     *
     * @param event its name
     */
    default void event(String event) {}

    /**
     * A subscription lost events because its consumer was too slow.
     *
     * @param events how many
     */
    default void lost(long events) {}
}
