package io.qmp.mux.relay;

import io.qmp.contracts.TextClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** What a client has sent to a multiplexer, and must have received. */
final class ModelledClient {
    /** How many in-band requests are read while none of them is answered, with out-of-band execution or without. */
    private static final int UNANSWERED = 9;

    /** A request that was sent in band. */
    private static final class Sent {
        final String command;
        final String reply;
        final Runnable effect;
        boolean isExecuted;

        Sent(String command, String reply, Runnable effect) {
            this.command = command;
            this.reply = reply;
            this.effect = effect;
        }
    }

    final TextClient client;
    final boolean outOfBand;
    final List<String> received = new ArrayList<>();

    /** The commands that QEMU has to receive, in their order. */
    final Queue<String> unsent = new ArrayDeque<>();

    private final Deque<Sent> inBand = new ArrayDeque<>();
    private final Map<String, String> now = new HashMap<>();
    private boolean hears = true;

    ModelledClient(TextClient client, boolean outOfBand) {
        this.client = client;
        this.outOfBand = outOfBand;
    }

    /** {@return whether another request would be read} */
    boolean isRead() {
        return inBand.size() < UNANSWERED && now.isEmpty();
    }

    int unanswered() {
        return inBand.size() + now.size();
    }

    /** It sends a command for QEMU. */
    void sends(String command, boolean isOutOfBand, String reply) {
        if (isOutOfBand) {
            now.put(command, reply);
        } else {
            unsent.add(command);
            inBand.add(new Sent(command, reply, () -> {}));
        }
    }

    /** It sends something that the multiplexer answers by itself. */
    void isAnswered(String reply) {
        local(reply, () -> {});
    }

    /** It chooses all events or none, from its next reply on. */
    void hearsFromHere(boolean all, String reply) {
        local(reply, () -> hears = all);
    }

    private void local(String reply, Runnable effect) {
        Sent request = new Sent("", reply, effect);
        request.isExecuted = true;
        inBand.add(request);
        receive();
    }

    /** QEMU has executed a command of this client. */
    void isExecuted(String command) {
        String reply = now.remove(command);
        if (reply != null) {
            received.add(reply);
            return;
        }
        inBand.stream()
                .filter(request -> request.command.equals(command))
                .forEach(request -> request.isExecuted = true);
        receive();
    }

    private void receive() {
        while (!inBand.isEmpty() && inBand.element().isExecuted) {
            Sent request = inBand.remove();
            request.effect.run();
            received.add(request.reply);
        }
    }

    void event(String text) {
        if (hears) {
            received.add(text);
        }
    }
}
