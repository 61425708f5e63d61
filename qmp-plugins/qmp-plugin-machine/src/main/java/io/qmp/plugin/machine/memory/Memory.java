package io.qmp.plugin.machine.memory;

import io.qmp.api.error.CommandFailedException;
import java.util.Optional;

/**
 * The memory of the machine.
 *
 * @param size in bytes
 * @param device the balloon, if there is one
 */
public record Memory(long size, Optional<BalloonDevice> device) {

    /**
     * {@return the balloon}
     *
     * @throws CommandFailedException if there is none
     */
    public BalloonDevice balloon() {
        return device.orElseThrow(BalloonDevice::missing);
    }
}
