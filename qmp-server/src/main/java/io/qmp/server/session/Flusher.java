package io.qmp.server.session;

import io.qmp.api.wire.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Flushes the connections of all sessions once in a turn of the loop: one system call carries all replies to a
 * batch of pipelined requests.
 */
final class Flusher {
    private final EventLoop loop;
    private List<Outbox> written = new ArrayList<>();
    private List<Outbox> flushing = new ArrayList<>();
    private int turns;
    private boolean scheduled;

    Flusher(EventLoop loop) {
        this.loop = loop;
    }

    /** Begins a part of a turn that may write; flushing waits for its {@link #endTurn}. Parts may nest. */
    void beginTurn() {
        turns++;
    }

    void endTurn() {
        if (--turns == 0) {
            flush();
        }
    }

    /** Flushes a session at the end of the turn. Called for the first write since its last flush. */
    void written(Outbox outbox) {
        written.add(outbox);
        if (turns == 0 && !scheduled) {
            scheduled = true;
            loop.execute(() -> {
                scheduled = false;
                flush();
            });
        }
    }

    private void flush() {
        List<Outbox> now = written;
        written = flushing;
        flushing = now;
        now.forEach(Outbox::flush);
        now.clear();
    }
}
