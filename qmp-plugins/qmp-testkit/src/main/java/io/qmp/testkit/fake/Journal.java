package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The requests that were received and not taken by the test yet. Safe for use by several threads. */
final class Journal {
    private final Queue<Request> requests = new ArrayDeque<>();

    synchronized void received(Request request) {
        requests.add(request);
        notifyAll();
    }

    /** Takes the oldest request, if there is one. */
    synchronized Optional<Request> poll() {
        return Optional.ofNullable(requests.poll());
    }

    /** Takes the oldest request, and waits for it if there is none. */
    synchronized Optional<Request> poll(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); requests.isEmpty() && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return poll();
    }

    /** Takes all requests. */
    synchronized List<Request> all() {
        List<Request> all = List.copyOf(requests);
        requests.clear();
        return all;
    }
}
