package io.qmp.plugin.machine.memory;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.BalloonChangeEvent;
import java.util.function.Consumer;

/** A balloon device: holds the size of memory that was asked for, and the present one. */
public final class BalloonDevice {
    static final long PAGE = 4096;

    private final long memory;
    private final Consumer<EventData> events;
    private final String badSize;
    private Runnable driver = () -> {};
    private long target;
    private long actual;

    /**
     * Makes a balloon that is empty.
     *
     * @param memory bytes of memory that the machine has
     * @param events takes the event of a change
     * @param badSize the text of the error for a size that is none
     */
    public BalloonDevice(long memory, Consumer<EventData> events, String badSize) {
        this.badSize = badSize;
        this.memory = memory;
        this.events = events;
        this.target = memory;
        this.actual = memory;
    }

    /** {@return the failure of commands on a machine without a balloon} */
    public static CommandFailedException missing() {
        return new CommandFailedException(QmpError.deviceNotActive("No balloon device has been activated"));
    }

    /** Sets the driver, which is called when another size was asked for. */
    void driver(Runnable value) {
        driver = value;
    }

    /**
     * Asks the guest to change its size. Nothing happens unless it has a driver.
     *
     * @param bytes of memory that it is to have
     * @throws CommandFailedException if this is no size
     */
    public void request(long bytes) {
        if (bytes <= 0) {
            throw CommandFailedException.generic(badSize);
        }
        target = inPages(bytes);
        driver.run();
    }

    /** {@return bytes of memory that the guest is to have} */
    public long target() {
        return target;
    }

    /** {@return bytes of memory that the guest has} */
    public long actual() {
        return actual;
    }

    /** The guest changes its size, as far as whole pages allow. */
    public void resize(long bytes) {
        long size = inPages(bytes);
        if (actual != size) {
            actual = size;
            events.accept(new BalloonChangeEvent(actual));
        }
    }

    /** The guest has come from another machine, where it had this size. */
    public void restore(long bytes) {
        actual = inPages(bytes);
        target = actual;
    }

    /** The memory that is left when whole pages are taken away. */
    private long inPages(long bytes) {
        return memory - (memory - Math.max(0, Math.min(bytes, memory))) / PAGE * PAGE;
    }
}
