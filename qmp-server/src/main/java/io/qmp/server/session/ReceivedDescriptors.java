package io.qmp.server.session;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.QmpMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors that a client has passed, from their arrival until a command takes one.
 *
 * <p>A descriptor arrives with a byte and belongs to the message that contains this byte or follows it. When that
 * message is executed, its first descriptor becomes available, and replaces the one that was available until then,
 * which is closed. Everything happens on the session's loop, except {@link #take}, which may be called on any thread.
 */
final class ReceivedDescriptors {
    private record Arrival(long position, FileDescriptor descriptor) {}

    private final Deque<Arrival> unread = new ArrayDeque<>(0);
    private final Map<QmpMessage, FileDescriptor> brought = new IdentityHashMap<>(0);
    private final AtomicReference<@Nullable FileDescriptor> available = new AtomicReference<>();

    /**
     * Takes descriptors that arrived with the byte at {@code position} of the input. Keeps the first, closes the
     * others.
     */
    void arrived(long position, List<FileDescriptor> descriptors) {
        descriptors.subList(1, descriptors.size()).forEach(FileDescriptor::close);
        unread.add(new Arrival(position, descriptors.get(0)));
    }

    /** Assigns to {@code message} the last descriptor that arrived before {@code end}; closes earlier ones. */
    void read(QmpMessage message, long end) {
        Arrival latest = null;
        while (!unread.isEmpty() && unread.element().position() < end) {
            close(latest);
            latest = unread.remove();
        }
        if (latest != null) {
            brought.put(message, latest.descriptor());
        }
    }

    /** Closes all descriptors but the last: everything received so far belongs to one message, which is incomplete. */
    void readAll() {
        while (unread.size() > 1) {
            close(unread.remove());
        }
    }

    /** Makes the descriptor of a message available, before the message is executed. */
    void executing(QmpMessage message) {
        if (!brought.isEmpty()) {
            FileDescriptor descriptor = brought.remove(message);
            if (descriptor != null) {
                replace(descriptor);
            }
        }
    }

    /** {@return the available descriptor, which now belongs to the caller} */
    Optional<FileDescriptor> take() {
        return Optional.ofNullable(available.getAndSet(null));
    }

    /** Closes all descriptors that were not taken. */
    void close() {
        unread.forEach(ReceivedDescriptors::close);
        unread.clear();
        brought.values().forEach(FileDescriptor::close);
        brought.clear();
        replace(null);
    }

    private void replace(@Nullable FileDescriptor next) {
        FileDescriptor last = available.getAndSet(next);
        if (last != null) {
            last.close();
        }
    }

    private static void close(@Nullable Arrival arrival) {
        if (arrival != null) {
            arrival.descriptor().close();
        }
    }
}
