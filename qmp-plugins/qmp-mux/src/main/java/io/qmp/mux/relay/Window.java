package io.qmp.mux.relay;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Limits how many in-band commands are under way, and decides whose turn it is. Clients take turns of one command each,
 * and the commands of a client keep their order: one that may not be sent yet holds up those behind it.
 */
final class Window {
    private final int size;
    private final Consumer<Call> send;
    private final Queue<RelayClient> turns = new ArrayDeque<>();
    private int underWay;
    private boolean sending;

    /**
     * Makes a window.
     *
     * @param size how many commands may be under way
     * @param send is called with each command when its turn has come. Throws nothing
     */
    Window(int size, Consumer<Call> send) {
        this.size = size;
        this.send = send;
    }

    /** Takes a command, which is sent once it is {@linkplain #admit admitted} and its turn has come. */
    void enter(Call call) {
        call.client().waiting().add(call);
    }

    /** A command that has entered may be sent. */
    void admit(Call call) {
        call.admit();
        takeTurn(call.client());
        sendNext();
    }

    /** Takes a command back that is not sent. */
    void remove(Call call) {
        call.client().waiting().remove(call);
        takeTurn(call.client());
        sendNext();
    }

    /** Takes all commands of a client back that are not sent. */
    void leave(RelayClient client) {
        client.waiting().clear();
    }

    /** A command that was sent has ended. */
    void left() {
        underWay--;
        sendNext();
    }

    /** Gives a client a turn behind all others, if it has none and its first command may be sent. */
    private void takeTurn(RelayClient client) {
        Call first = client.waiting().peek();
        if (first != null && first.isAdmitted() && !client.hasTurn()) {
            client.hasTurn(true);
            turns.add(client);
        }
    }

    private void sendNext() {
        if (sending) {
            return; // called by a command that ends while it is sent; the loop below goes on
        }
        sending = true;
        while (underWay < size && !turns.isEmpty()) {
            RelayClient client = turns.remove();
            client.hasTurn(false);
            Call first = client.waiting().peek();
            if (first != null && first.isAdmitted()) { // else it was taken back
                client.waiting().remove();
                takeTurn(client);
                underWay++;
                send.accept(first);
            }
        }
        sending = false;
    }
}
