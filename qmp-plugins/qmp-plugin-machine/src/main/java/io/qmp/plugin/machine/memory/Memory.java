package io.qmp.plugin.machine.memory;

import io.qmp.api.error.CommandFailedException;
import java.util.Optional;

/** The memory of the machine, with the balloon that it has, or that may be plugged in. On the server's loop only. */
public final class Memory {
    private final long size;
    private final BalloonDevice balloon;
    private boolean hasBalloon;

    /**
     * Makes it.
     *
     * @param size in bytes
     * @param balloon the balloon
     * @param hasBalloon whether it is plugged in from the beginning
     */
    public Memory(long size, BalloonDevice balloon, boolean hasBalloon) {
        this.size = size;
        this.balloon = balloon;
        this.hasBalloon = hasBalloon;
    }

    /** {@return its size in bytes} */
    public long size() {
        return size;
    }

    /** {@return the balloon, plugged in or not} */
    public BalloonDevice pluggable() {
        return balloon;
    }

    /** {@return the balloon, if it is plugged in} */
    public Optional<BalloonDevice> device() {
        return hasBalloon ? Optional.of(balloon) : Optional.empty();
    }

    /** Plugs the balloon in, or pulls it out; the guest has all memory then. */
    public void plug(boolean plugged) {
        hasBalloon = plugged;
        balloon.restore(size);
    }

    /**
     * {@return the balloon}
     *
     * @throws CommandFailedException if there is none
     */
    public BalloonDevice balloon() {
        return device().orElseThrow(BalloonDevice::missing);
    }
}
