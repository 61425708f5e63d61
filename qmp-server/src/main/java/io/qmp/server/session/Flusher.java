package io.qmp.server.session;

import io.qmp.api.wire.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what sessions have written once in a turn of the loop, however much it was: one system call then carries all
 * replies to a batch of pipelined requests.
 */
public final class Flusher {
    private final EventLoop loop;
    private List<Outbox> written = new ArrayList<>();
    private List<Outbox> flushing = new ArrayList<>();
    private int turns;
    private boolean scheduled;

    public Flusher(EventLoop loop) {
        this.loop = loop;
    }

    /** Something begins that may write; flushing waits for {@link #endTurn}. */
    void beginTurn() {
        turns++;
    }

    void endTurn() {
        if (--turns == 0) {
            flush();
        }
    }

    /** Has a session flushed at the end of the turn. Called for the first write since it was last flushed. */
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
