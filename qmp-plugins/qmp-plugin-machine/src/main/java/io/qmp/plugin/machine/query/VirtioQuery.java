package io.qmp.plugin.machine.query;

import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.qemu.type.VirtioInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The answer to {@code x-query-virtio}: the virtio devices in the object tree. */
public final class VirtioQuery {
    private static final String SUFFIX = "-device";

    private VirtioQuery() {}

    /**
     * {@return the devices, the youngest first}
     *
     * @param replies answers for a board without such devices, with an error
     */
    public static List<VirtioInfo> answer(Qom qom, Replies replies) {
        List<VirtioInfo> devices = find(qom);
        if (devices.isEmpty()) {
            replies.get("x-query-virtio");
        }
        return devices;
    }

    /** {@return what the human monitor prints of them} */
    public static String describe(Qom qom, Replies replies) {
        List<VirtioInfo> devices = find(qom);
        return devices.isEmpty()
                ? replies.text("info virtio").orElse("").replace("\r\n", "\n")
                : devices.stream()
                        .map(device -> device.path() + " [" + device.name() + "]\n")
                        .collect(Collectors.joining());
    }

    private static List<VirtioInfo> find(Qom qom) {
        List<VirtioInfo> devices = new ArrayList<>();
        collect(qom.tree().root(), devices);
        Collections.reverse(devices);
        return devices;
    }

    private static void collect(QomObject object, List<VirtioInfo> devices) {
        if (object.type().is("virtio-device")) {
            String type = object.type().name();
            devices.add(new VirtioInfo(
                    object.path(), type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : type));
        }
        object.children().forEach(child -> collect(child, devices));
    }
}
