package manager;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;

/**
 * A disk of a machine.
 *
 * @param id its name, unique among the devices of the machine
 * @param file the image, in the format qcow2; empty for a disk that is empty and forgets what is written
 */
public record Disk(String id, String file) {
    /** {@return the name of its block node} */
    String node() {
        return id + "-node";
    }

    /** {@return the arguments of {@code blockdev-add}} */
    QmpObject blockdev() {
        QmpObject.Builder node = QmpObject.builder().put("node-name", QmpValue.of(node()));
        if (file.isEmpty()) {
            return node.put("driver", QmpValue.of("null-co")).build();
        }
        return node.put("driver", QmpValue.of("qcow2"))
                .put("file", QmpObject.of("driver", QmpValue.of("file"), "filename", QmpValue.of(file)))
                .build();
    }

    /** {@return the arguments of {@code device_add}} */
    QmpObject device() {
        return QmpObject.builder()
                .put("driver", QmpValue.of("virtio-blk-pci"))
                .put("id", QmpValue.of(id))
                .put("drive", QmpValue.of(node()))
                .build();
    }
}
