package io.qmp.testkit.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.wire.Connection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Sends texts to a connection as fast as the pace says, and in order. */
final class PacedOutput {
    private static final long UNCUT = -1;

    private final Connection connection;
    private final Supplier<Pace> pace;
    private final RandomGenerator random = new SplittableRandom(1);
    private final Deque<String> queue = new ArrayDeque<>();
    private volatile long untilCut = UNCUT;
    private boolean waits;
    private boolean closing;
    private boolean ended;

    PacedOutput(Connection connection, Supplier<Pace> pace) {
        this.connection = connection;
        this.pace = pace;
    }

    /** {@return whether what is written would be sent at once, and as it is} */
    boolean passes() {
        return queue.isEmpty() && !waits && untilCut == UNCUT && pace.get().isUnlimited();
    }

    void write(String text) {
        if (!text.isEmpty() && !closing && !ended) {
            queue.add(text);
        }
    }

    long pendingBytes() {
        return connection.pendingBytes()
                + queue.stream().mapToLong(String::length).sum();
    }

    /** Sends what may be sent now; the rest follows by itself. */
    void flush() {
        if (waits || ended) {
            return;
        }
        Pace now = pace.get();
        if (now.isUnlimited()) {
            while (!queue.isEmpty()) {
                send(queue.remove());
            }
            finish();
        } else if (!now.stalled() && !queue.isEmpty()) {
            later(now.delay(random), () -> piece(pace.get()));
        } else if (queue.isEmpty()) {
            finish();
        }
    }

    private void piece(Pace now) {
        String text = queue.remove();
        int size = now.piece(text.length());
        if (size < text.length()) {
            queue.addFirst(text.substring(size));
        }
        send(text.substring(0, size));
        connection.flush();
        if (size < text.length() && !now.stalled() && !now.isUnlimited()) {
            later(now.takes(size), () -> piece(pace.get()));
        } else {
            later(now.takes(size), this::flush);
        }
    }

    private void later(Duration delay, Runnable task) {
        waits = true;
        Runnable next = () -> {
            waits = false;
            if (!ended) {
                task.run();
            }
        };
        if (delay.isZero()) {
            connection.loop().execute(next);
        } else {
            connection.loop().schedule(delay, next);
        }
    }

    private void send(String text) {
        if (untilCut != UNCUT && text.length() >= untilCut) {
            write(text, (int) untilCut);
            queue.clear();
            ended = true;
            connection.close();
            return;
        }
        if (untilCut != UNCUT) {
            untilCut -= text.length();
        }
        write(text, text.length());
    }

    private void write(String text, int length) {
        if (length > 0 && !ended) {
            connection.write(ByteBuffer.wrap(text.substring(0, length).getBytes(ISO_8859_1)));
        }
    }

    private void finish() {
        connection.flush();
        if (closing) {
            connection.close();
        }
    }

    /** Closes the connection after so many more bytes. */
    void cutAfter(long bytes) {
        untilCut = bytes;
    }

    /** Closes the connection behind what is queued. */
    void close() {
        closing = true;
        flush();
    }

    /** The connection has ended. */
    void ended() {
        ended = true;
        queue.clear();
    }
}
