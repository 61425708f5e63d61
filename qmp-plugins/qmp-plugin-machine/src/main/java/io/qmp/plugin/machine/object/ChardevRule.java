package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Set;

/** The character device of an object, which no other has. */
class ChardevRule implements ObjectRule {
    private final ObjectEnds ends;
    private final QemuVersion version;

    ChardevRule(ObjectEnds ends, QemuVersion version) {
        this.ends = ends;
        this.version = version;
    }

    ObjectEnds ends() {
        return ends;
    }

    boolean isBefore11() {
        return version != QemuVersion.V11_1;
    }

    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        take(object, "chardev", "");
    }

    /**
     * Takes the device that a property names.
     *
     * @param role what the error that there is none begins with
     */
    final void take(QomObject object, String property, String role) {
        String label = object.text(property).orElse("");
        if (!ends.hasChardev(label)) {
            throw Errors.deviceNotFound(role, label);
        }
        if (ends.isTaken(label)) {
            throw CommandFailedException.generic(
                    version == QemuVersion.V7_2
                            ? "Device '" + label + "' is in use"
                            : "chardev '" + label + "' is already in use");
        }
        ends.take(label, object);
    }

    @Override
    public void removed(QomObject object) {
        ends.free(object);
    }
}
