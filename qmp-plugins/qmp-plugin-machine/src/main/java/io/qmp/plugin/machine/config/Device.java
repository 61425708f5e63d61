package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import java.util.Map;
import java.util.Optional;

/**
 * A device that is plugged in when the machine is made.
 *
 * @param driver its type
 * @param bus the name of the bus that it is plugged into; if empty, any that fits
 * @param id its id, if it has one
 * @param properties the values of its properties, in the form of the command line
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Device(String driver, Optional<String> bus, Optional<String> id, Map<String, String> properties) {
    /** Copies the properties. */
    public Device {
        properties = Map.copyOf(properties);
    }

    static Device balloon() {
        return new Device("virtio-balloon-pci", Optional.empty(), Optional.empty(), Map.of());
    }

    static Device of(Disk disk) {
        return new Device("virtio-blk-pci", Optional.empty(), disk.id(), Map.of("drive", disk.node()));
    }
}
