package io.qmp.transport.vertx.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.FileRegion;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bytes that a connection sends: collected until a flush, counted until the operating system has taken them. */
final class Output {
    private static final int SMALLEST_BUFFER = 1 << 10;
    private static final int LARGEST_COLLECTION = 64 << 10;

    private final Channel channel;
    private final Runnable drained;
    private final Consumer<Throwable> failed;
    private @Nullable ByteBuf collected;
    private long pending;
    private boolean written;
    private boolean flushing;

    /**
     * Makes the output of a channel.
     *
     * @param drained called when nothing is pending any more; not called if {@link #flush} sent all before it
     *     returned
     * @param failed called with the cause of each write that failed
     */
    Output(Channel channel, Runnable drained, Consumer<Throwable> failed) {
        this.channel = channel;
        this.drained = drained;
        this.failed = failed;
    }

    void write(ByteBuffer bytes) {
        int length = bytes.remaining();
        ByteBuf buffer = collected;
        if (buffer != null && buffer.readableBytes() + length > LARGEST_COLLECTION) {
            handOver(buffer);
            buffer = null;
        }
        if (buffer == null) {
            buffer = channel.alloc().directBuffer(Math.max(length, SMALLEST_BUFFER));
            collected = buffer;
        }
        int position = bytes.position();
        buffer.writeBytes(bytes);
        bytes.position(position);
        pending += length;
    }

    /** Queues a region, which sends itself, behind the collected bytes. */
    void write(FileRegion region) {
        ByteBuf buffer = collected;
        if (buffer != null) {
            collected = null;
            handOver(buffer);
        }
        pending += region.count();
        written = true;
        count(region.count(), channel.write(region));
    }

    private void handOver(ByteBuf buffer) {
        written = true;
        count(buffer.readableBytes(), channel.write(buffer));
    }

    void flush() {
        ByteBuf buffer = collected;
        flushing = true;
        if (buffer != null) {
            collected = null;
            written = false;
            count(buffer.readableBytes(), channel.writeAndFlush(buffer));
        } else if (written) {
            written = false;
            channel.flush();
        }
        flushing = false;
    }

    private void count(long length, ChannelFuture written) {
        if (written.isDone()) { // the common case, without a listener
            taken(length, written.cause());
        } else {
            written.addListener(result -> taken(length, result.cause()));
        }
    }

    /** The operating system has taken bytes, or a write has failed. */
    private void taken(long length, @Nullable Throwable failure) {
        pending -= length;
        if (failure != null) {
            failed.accept(failure);
        }
        if (pending == 0 && !flushing) {
            drained.run();
        }
    }

    long pending() {
        return pending;
    }

    /** Drops the bytes that were not flushed. */
    void discard() {
        ByteBuf buffer = collected;
        if (buffer != null) {
            collected = null;
            pending -= buffer.readableBytes();
            buffer.release();
        }
    }
}
