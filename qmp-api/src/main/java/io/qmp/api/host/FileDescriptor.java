package io.qmp.api.host;

import io.qmp.api.Loggers;
import io.qmp.api.Stable;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * An open file of this process, by the number that the operating system knows it by.
 *
 * <p><strong>Ownership.</strong> A descriptor has one owner, who closes it. A method that takes one is the owner
 * from the beginning of the call, and remains so when the call throws. So nobody closes what it has handed on, and
 * a descriptor is handed on once.
 *
 * <p>May be used on any thread.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class FileDescriptor implements AutoCloseable {
    private static final System.Logger LOG = Loggers.named("io.qmp.api.host");

    private final int number;
    private final IntConsumer closer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * For those who can open files. Others have {@link io.qmp.api.wire.DescriptorSource}.
     *
     * @param number what the operating system calls it
     * @param closer gives the number back to the operating system; called at most once, and throws nothing
     * @throws IllegalArgumentException if the number is negative
     */
    public FileDescriptor(int number, IntConsumer closer) {
        if (number < 0) {
            throw new IllegalArgumentException("no file descriptor: " + number);
        }
        this.number = number;
        this.closer = closer;
    }

    /**
     * {@return what the operating system calls it} On Linux {@code /proc/self/fd/NUMBER} is a path by which Java
     * opens the same file once more.
     *
     * @throws IllegalStateException if it is closed: the number may be another file's by now
     */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException(this + " is used");
        }
        return number;
    }

    /** {@return whether it has not been closed} */
    public boolean isOpen() {
        return !closed.get();
    }

    /**
     * Gives it back to the operating system. Calls after the first have no effect. Throws nothing: what its closer
     * throws is logged.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                closer.accept(number);
            } catch (Throwable e) {
                LOG.log(Level.ERROR, "file descriptor " + number + " cannot be closed", e);
            }
        }
    }

    @Override
    public String toString() {
        return (isOpen() ? "file descriptor " : "closed file descriptor ") + number;
    }
}
