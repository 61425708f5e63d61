package io.qmp.micrometer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.nio.ByteBuffer;

/** A connection within the process to a peer that answers each request with the same result, when it is flushed. */
final class CannedPeer implements Connection {
    private static final byte[] GREETING = bytes("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0,"
            + " \"major\": 10}, \"package\": \"\"}, \"capabilities\": []}}\r\n");
    private static final byte[] REPLY =
            bytes("{\"return\": {\"status\": \"running\", \"singlestep\": false, \"running\": true}, \"id\": ");
    private static final int SIZE = 64 << 10;

    private final EventLoop loop;
    private final ByteBuffer written = ByteBuffer.allocate(SIZE);
    private final ByteBuffer replies = ByteBuffer.allocate(SIZE);
    private ConnectionHandler handler;

    CannedPeer(EventLoop loop) {
        this.loop = loop;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public String peer() {
        return "a benchmark";
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        handler = newHandler;
        loop.execute(() -> handler.received(ByteBuffer.wrap(GREETING)));
    }

    @Override
    public void write(ByteBuffer bytes) {
        written.put(bytes.duplicate());
    }

    @Override
    public void flush() {
        if (written.position() > 0) {
            loop.execute(this::answer);
        }
    }

    private void answer() {
        replies.clear();
        byte[] requests = written.array();
        int end = written.position();
        for (int i = 0; i < end; i++) {
            if (requests[i] == 'i' && requests[i + 1] == 'd' && requests[i + 2] == '"') {
                replies.put(REPLY);
                for (i += 3; requests[i] < '0' || requests[i] > '9'; i++) {}
                for (; requests[i] >= '0' && requests[i] <= '9'; i++) {
                    replies.put(requests[i]);
                }
                replies.put((byte) '}').put((byte) '\n');
            }
        }
        written.clear();
        handler.received(replies.flip());
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void pause() {
        // It sends no more than was asked for.
    }

    @Override
    public void resume() {
        // It was not paused.
    }

    @Override
    public void close() {
        loop.execute(() -> handler.closed(null));
    }

    @Override
    public void abort() {
        close();
    }
}
