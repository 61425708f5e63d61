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
 * The descriptors that a client has passed along, from their arrival until a command takes one.
 *
 * <p>They come with a byte, and so with the message that this byte belongs to or is followed by. When that message is executed, the first of them can be taken; it
 * replaces the one that nobody has taken until then. Everything happens on the session's loop, but that one may be taken on any thread.
 */
final class ReceivedDescriptors {
    private record Arrival(long position, FileDescriptor descriptor) {}

    private final Deque<Arrival> unread = new ArrayDeque<>(0);
    private final Map<QmpMessage, FileDescriptor> brought = new IdentityHashMap<>(0);
    private final AtomicReference<@Nullable FileDescriptor> atHand = new AtomicReference<>();

    /** Descriptors have arrived with the byte at this position of all that the client sends. */
    void arrived(long position, List<FileDescriptor> descriptors) {
        // The others could never be taken.
        descriptors.subList(1, descriptors.size()).forEach(FileDescriptor::close);
        unread.add(new Arrival(position, descriptors.get(0)));
    }

    /** A message has been read that ends before this position. */
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

    /** All that has arrived has been read, and is part of a message of which more is to come. */
    void readAll() {
        while (unread.size() > 1) {
            close(unread.remove());
        }
    }

    /** A message is about to be executed. */
    void executing(QmpMessage message) {
        if (!brought.isEmpty()) {
            FileDescriptor descriptor = brought.remove(message);
            if (descriptor != null) {
                replace(descriptor);
            }
        }
    }

    Optional<FileDescriptor> take() {
        return Optional.ofNullable(atHand.getAndSet(null));
    }

    /** Nothing can be taken any more. */
    void close() {
        unread.forEach(ReceivedDescriptors::close);
        unread.clear();
        brought.values().forEach(FileDescriptor::close);
        brought.clear();
        replace(null);
    }

    private void replace(@Nullable FileDescriptor next) {
        FileDescriptor last = atHand.getAndSet(next);
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
