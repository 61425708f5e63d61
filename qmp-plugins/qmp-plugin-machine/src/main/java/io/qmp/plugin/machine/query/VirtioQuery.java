package io.qmp.plugin.machine.query;

import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.qemu.type.VirtioInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
        List<VirtioInfo> devices = new ArrayList<>();
        collect(qom.tree().root(), devices);
        if (devices.isEmpty()) {
            replies.get("x-query-virtio");
        }
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
