package io.qmp.mux.relay;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Limits how many commands are under way; the others wait in their order. As each client has one in-band command in
 * work at a time, no client waits longer than one round of all.
 *
 * @param <T> a command
 */
final class Window<T> {
    private final int size;
    private final Consumer<T> send;
    private final Queue<T> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * Makes a window.
     *
     * @param size how many commands may be under way
     * @param send is called with each command when its turn has come
     */
    Window(int size, Consumer<T> send) {
        this.size = size;
        this.send = send;
    }

    void enter(T command) {
        if (underWay < size) {
            underWay++;
            send.accept(command);
        } else {
            waiting.add(command);
        }
    }

    /** Takes a command back; returns whether it was waiting. */
    boolean remove(T command) {
        return waiting.remove(command);
    }

    /** A command that was sent has ended. */
    void left() {
        T next = waiting.poll();
        if (next == null) {
            underWay--;
        } else {
            send.accept(next);
        }
    }

    /** {@return how many commands are under way} */
    int underWay() {
        return underWay;
    }
}
