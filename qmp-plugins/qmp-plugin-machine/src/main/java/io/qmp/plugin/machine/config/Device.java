package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.config.Disk.OnError;
import java.util.Optional;

/**
 * A device that is plugged in when the machine is made.
 *
 * @param driver its type
 * @param bus the name of the bus that it is plugged into; if empty, any that fits
 * @param id its id, if it has one
 * @param properties the values of its properties
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Device(String driver, Optional<String> bus, Optional<String> id, PropertyValues properties) {
    static Device balloon() {
        return new Device("virtio-balloon-pci", Optional.empty(), Optional.empty(), PropertyValues.NONE);
    }

    static Device of(Disk disk) {
        QmpObject.Builder properties = QmpObject.builder().put("drive", QmpValue.of(disk.node()));
        put(properties, "rerror", disk.onReadError());
        put(properties, "werror", disk.onWriteError());
        return new Device("virtio-blk-pci", Optional.empty(), disk.id(), PropertyValues.of(properties.build()));
    }

    private static void put(QmpObject.Builder properties, String name, OnError reaction) {
        if (reaction != OnError.AUTO) {
            properties.put(name, QmpValue.of(WireNaming.enumValue(reaction)));
        }
    }

    /**
     * {@return the disk that it is; empty if it shows no block node to the guest}
     *
     * @throws IllegalArgumentException with QEMU's text if a reaction to errors is none
     */
    public Optional<Disk> disk() {
        return properties.text("drive").map(node -> new Disk(id, node, onError("rerror"), onError("werror")));
    }

    private OnError onError(String name) {
        return properties.text(name).map(word -> OnError.parse(name, word)).orElse(OnError.AUTO);
    }
}
