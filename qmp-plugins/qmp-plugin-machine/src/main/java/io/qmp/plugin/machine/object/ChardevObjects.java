package io.qmp.plugin.machine.object;

import java.util.List;
import java.util.Map;

/** Shows the character devices in the tree of objects, below {@code /chardevs}. */
public final class ChardevObjects {
    private ChardevObjects() {}

    /** Makes the objects those of the character devices that there are now. */
    public static void update(Qom qom, Chardevs chardevs) {
        QomObject container = qom.at("/chardevs");
        Map<String, String> kinds = chardevs.kinds();
        for (QomObject object : List.copyOf(container.children())) {
            String kind = kinds.get(object.name());
            if (kind == null || !object.type().equals(type(qom, kind))) {
                object.remove();
            }
        }
        kinds.forEach((id, kind) -> {
            if (container.child(id).isEmpty()) {
                qom.templates().make(type(qom, kind), container, id);
            }
        });
    }

    /** Devices that QEMU does not have, such as that of clients within the process, are shown as sockets. */
    private static QomType type(Qom qom, String kind) {
        return qom.types()
                .find("chardev-" + kind)
                .or(() -> qom.types().find("chardev-socket"))
                .orElseThrow();
    }
}
