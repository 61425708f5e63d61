package io.qmp.micrometer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.nio.ByteBuffer;

/** A peer within the process that answers each request with the same result. */
final class CannedPeer implements ConnectionHandler {
    private static final byte[] GREETING = bytes("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0,"
            + " \"major\": 10}, \"package\": \"\"}, \"capabilities\": []}}\r\n");
    private static final byte[] REPLY =
            bytes("{\"return\": {\"status\": \"running\", \"singlestep\": false, \"running\": true}, \"id\": ");
    private static final int SIZE = 64 << 10;

    private final Connection connection;
    private final byte[] requests = new byte[SIZE];
    private final ByteBuffer replies = ByteBuffer.allocate(SIZE);

    private CannedPeer(Connection connection) {
        this.connection = connection;
    }

    /** {@return a connection to such a peer} */
    static Connection connect(EventLoop loop) {
        LocalConnection.Ends ends = LocalConnection.open(loop, "a benchmark", "a canned peer");
        ends.second().handler(new CannedPeer(ends.second()));
        ends.second().write(ByteBuffer.wrap(GREETING));
        ends.second().flush();
        return ends.first();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    @Override
    public void received(ByteBuffer bytes) {
        int end = bytes.remaining();
        bytes.get(requests, 0, end);
        replies.clear();
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
        connection.write(replies.flip());
        connection.flush();
    }

    @Override
    public void inputEnded() {
        connection.close();
    }

    @Override
    public void closed(Throwable cause) {
        // There is nothing to give back.
    }
}
