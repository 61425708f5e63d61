package io.qmp.plugin.machine.config;

import io.qmp.api.wire.WireCodec;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.config.Disk.OnError;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code -device}. */
final class DeviceOption {
    private final MachineConfigBuilder machine;
    private final WireCodec codec;
    private final Set<String> ids = new HashSet<>();
    private boolean hasBalloon;

    DeviceOption(MachineConfigBuilder machine, WireCodec codec) {
        this.codec = codec;
        this.machine = machine;
    }

    /** {@return the device, after it was added} */
    Device apply(String text) {
        OptionValues values = OptionValues.parse(text, "driver", codec);
        String driver = values.need("driver");
        Optional<String> id = values.take("id");
        id.ifPresent(this::check);
        Device device = new Device(driver, values.take("bus"), id, values.rest());
        switch (driver) {
            case "virtio-balloon", "virtio-balloon-pci" -> balloon(device);
            case "virtio-blk", "virtio-blk-pci" -> machine.disk(disk(id, values), device);
            default -> machine.device(device);
        }
        return device;
    }

    private void check(String id) {
        if (!ids.add(Identifiers.require("id", id))) {
            throw new IllegalArgumentException("Duplicate ID '" + id + "' for device");
        }
    }

    private void balloon(Device device) {
        if (hasBalloon) {
            throw new IllegalArgumentException("Only one balloon device is supported");
        }
        hasBalloon = true;
        machine.balloon(device);
    }

    private static Disk disk(Optional<String> id, OptionValues values) {
        return new Disk(
                id,
                values.take("drive").orElseThrow(() -> new IllegalArgumentException("drive property not set")),
                values.takeEnum("rerror", OnError.class).orElse(OnError.AUTO),
                values.takeEnum("werror", OnError.class).orElse(OnError.AUTO));
    }
}
