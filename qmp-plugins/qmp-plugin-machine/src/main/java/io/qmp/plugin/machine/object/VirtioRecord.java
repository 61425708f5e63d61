package io.qmp.plugin.machine.object;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What virtio devices of a version say of themselves that no guest has touched, by the name of the device's type. It is
 * read when it is first asked for. QEMU 11.1 ends when it is asked for a status, which is therefore that of 10.0.
 */
public final class VirtioRecord {
    private static final String FILE = "virtio";
    private static final String STATUS = "=status";
    private static final String QUEUES = "=queues";

    private final QemuVersion version;
    private final WireCodec codec;
    private @Nullable Map<String, Map<String, String>> states;
    private @Nullable Map<String, Map<String, String>> queues;

    /**
     * Makes the record of a version.
     *
     * @param codec reads recorded values
     */
    public VirtioRecord(QemuVersion version, WireCodec codec) {
        this.version = version;
        this.codec = codec;
    }

    /** {@return the version} */
    public QemuVersion version() {
        return version;
    }

    /** {@return the status of a device, if it was recorded} */
    public Optional<QmpObject> status(String type) {
        return value(states(), type, STATUS).map(QmpObject.class::cast);
    }

    /** {@return the states of its queues, if they were recorded} */
    public Optional<QmpArray> queues(String type) {
        Map<String, Map<String, String>> read = queues;
        if (read == null) {
            read = version == QemuVersion.V11_1 ? lines(version) : states();
            queues = read;
        }
        return value(read, type, QUEUES).map(QmpArray.class::cast);
    }

    /** {@return the features that each of its properties turns on} */
    public Map<String, QmpObject> switches(String type) {
        String plain = type.replaceFirst("(-non)?-transitional$", "");
        Map<String, QmpObject> switches = new LinkedHashMap<>();
        states().getOrDefault(plain, Map.of()).forEach((property, features) -> {
            if (!property.equals(STATUS) && !property.equals(QUEUES)) {
                switches.put(property, (QmpObject) codec.parse(features));
            }
        });
        return switches;
    }

    private Map<String, Map<String, String>> states() {
        Map<String, Map<String, String>> read = states;
        if (read == null) {
            read = lines(version == QemuVersion.V11_1 ? QemuVersion.V10_0 : version);
            states = read;
        }
        return read;
    }

    private Optional<QmpValue> value(Map<String, Map<String, String>> from, String type, String kind) {
        return Optional.ofNullable(from.getOrDefault(type, Map.of()).get(kind)).map(codec::parse);
    }

    private static Map<String, Map<String, String>> lines(QemuVersion version) {
        Map<String, Map<String, String>> types = new HashMap<>();
        for (String line : new Recorded(version).lines(FILE)) {
            String[] fields = line.split("\t");
            types.computeIfAbsent(fields[0], first -> new LinkedHashMap<>()).put(fields[1], fields[2]);
        }
        return types;
    }
}
