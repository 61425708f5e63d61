package io.qmp.plugin.machine.config;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.wire.WireCodec;
import io.qmp.options.Identifiers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code -device}: the arguments of {@code device_add}, as JSON or as {@code key=value,…}. */
final class DeviceOption {
    private static final Set<String> BALLOONS = Set.of("virtio-balloon", "virtio-balloon-pci");
    private static final Set<String> DISKS = Set.of("virtio-blk", "virtio-blk-pci");

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
        Device device = text.startsWith("{") ? json(text) : texts(text);
        if (DISKS.contains(device.driver()) && device.disk().isEmpty()) {
            throw new IllegalArgumentException("drive property not set");
        } else if (BALLOONS.contains(device.driver())) {
            balloon(device);
        } else {
            machine.device(device);
        }
        return device;
    }

    private Device texts(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "driver");
        String driver = values.need("driver");
        Optional<String> id = values.take("id");
        id.ifPresent(this::check);
        return new Device(driver, values.take("bus"), id, PropertyValues.ofTexts(values.rest()));
    }

    private void check(String id) {
        if (!ids.add(Identifiers.require("id", id))) {
            throw new IllegalArgumentException("Duplicate ID '" + id + "' for device");
        }
    }

    /** Members beside the properties that are no texts count as absent, as they do for {@code device_add}. */
    private Device json(String text) {
        Map<String, Optional<String>> known = new LinkedHashMap<>();
        QmpObject.Builder properties = QmpObject.builder();
        ((QmpObject) codec.parse(text)).members().forEach((name, value) -> {
            switch (name) {
                case "driver", "bus", "id" ->
                    known.put(name, value instanceof QmpString given ? Optional.of(given.value()) : Optional.empty());
                default -> properties.put(name, value);
            }
        });
        return new Device(
                known.getOrDefault("driver", Optional.empty())
                        .orElseThrow(() -> new IllegalArgumentException("Parameter 'driver' is missing")),
                known.getOrDefault("bus", Optional.empty()),
                known.getOrDefault("id", Optional.empty()),
                PropertyValues.of(properties.build()));
    }

    private void balloon(Device device) {
        if (hasBalloon) {
            throw new IllegalArgumentException("Only one balloon device is supported");
        }
        hasBalloon = true;
        machine.balloon(device);
    }
}
