package io.qmp.transport.nio.socket;

import io.qmp.api.socket.SocketOutput;
import io.qmp.transport.nio.loop.Buffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** The bytes that a connection sends: collected until a flush, counted until the operating system has taken them. */
final class Output implements SocketOutput {
    /** After so many calls other connections get their turn. */
    private static final int CALLS_A_TURN = 16;

    private final SocketChannel channel;
    private final Buffers buffers;
    /** From the first byte that was not sent to the last one collected; each buffer holds those up to its limit. */
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>(1);

    private long pending;
    private long flushed;

    Output(SocketChannel channel, Buffers buffers) {
        this.channel = channel;
        this.buffers = buffers;
    }

    @Override
    public void write(ByteBuffer bytes) {
        int end = bytes.limit();
        int next = bytes.position();
        while (next < end) {
            ByteBuffer last = lastWithRoom();
            int used = last.limit();
            int count = Math.min(end - next, last.capacity() - used);
            last.limit(used + count).put(used, bytes, next, count);
            next += count;
            pending += count;
        }
    }

    private ByteBuffer lastWithRoom() {
        ByteBuffer last = queue.peekLast();
        if (last == null || last.limit() == last.capacity()) {
            last = buffers.take();
            queue.add(last);
        }
        return last;
    }

    @Override
    public void flush() {
        flushed = pending;
    }

    @Override
    public long pending() {
        return pending;
    }

    @Override
    public boolean send() throws IOException {
        for (int call = 0; flushed > 0 && call < CALLS_A_TURN; call++) {
            ByteBuffer first = queue.element();
            boolean all = flushed <= first.remaining() ? sendPart(first) : sendSeveral();
            removeSent();
            if (!all) {
                return false;
            }
        }
        return flushed == 0;
    }

    /** Sends as much of one buffer as was flushed. */
    private boolean sendPart(ByteBuffer buffer) throws IOException {
        int limit = buffer.limit();
        int wanted = (int) flushed;
        buffer.limit(buffer.position() + wanted);
        try {
            return count(channel.write(buffer), wanted);
        } finally {
            buffer.limit(limit);
        }
    }

    private boolean sendSeveral() throws IOException {
        ByteBuffer[] gathered = buffers.gathered();
        int count = 0;
        long wanted = 0;
        for (ByteBuffer buffer : queue) {
            if (count == gathered.length || wanted + buffer.remaining() > flushed) {
                break; // the rest, and a last buffer that was flushed in part, go with the next call
            }
            gathered[count++] = buffer;
            wanted += buffer.remaining();
        }
        return count(channel.write(gathered, 0, count), wanted);
    }

    private boolean count(long sent, long wanted) {
        pending -= sent;
        flushed -= sent;
        return sent == wanted;
    }

    private void removeSent() {
        for (ByteBuffer first = queue.peek(); first != null && !first.hasRemaining(); first = queue.peek()) {
            buffers.give(queue.remove());
        }
    }

    @Override
    public void discard() {
        queue.forEach(buffers::give);
        queue.clear();
        pending = 0;
        flushed = 0;
    }
}
