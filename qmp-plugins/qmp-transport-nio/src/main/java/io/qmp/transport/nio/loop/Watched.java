package io.qmp.transport.nio.loop;

/** The owner of a channel that a loop's selector watches. Called on the loop. */
public interface Watched {
    /**
     * The channel is ready.
     *
     * @param operations those of the channel's interest set for which it is ready, as in
     *     {@link java.nio.channels.SelectionKey}
     */
    void ready(int operations);

    /** The loop will end: close in order. */
    void shutDown();

    /** Close at once. */
    void abort();
}
