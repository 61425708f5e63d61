package io.qmp.plugin.machine.object;

import io.qmp.plugin.machine.config.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Which devices of the machine use character devices. Knows it without the object tree, which takes time to make. */
final class ChardevUsers {
    private final Map<String, String> types = new HashMap<>();
    private final AgentPorts ports;
    private Predicate<String> objects = label -> false;

    /** Makes it for a machine that has devices from the beginning. */
    ChardevUsers(Iterable<Device> configured, AgentPorts ports) {
        this.ports = ports;
        configured.forEach(
                device -> device.properties().text("chardev").ifPresent(label -> types.put(label, device.driver())));
    }

    /** A device was plugged into the running machine. */
    void added(QomObject device) {
        device.text("chardev")
                .filter(label -> !label.isEmpty())
                .ifPresent(label -> types.put(label, device.type().name()));
        ports.added(device);
    }

    /** A device was removed. */
    void removed(QomObject device) {
        ports.removed(device);
        device.text("chardev").ifPresent(types::remove);
    }

    /** Sets what says whether an object uses a character device. */
    void objects(Predicate<String> use) {
        objects = use;
    }

    /** {@return whether a device of the machine uses a character device} */
    boolean isDevices(String label) {
        return types.containsKey(label);
    }

    /** {@return whether a device or an object uses a character device} */
    boolean use(String label) {
        return isDevices(label) || objects.test(label);
    }

    /** {@return whether a device uses a character device and takes no other in its place} */
    boolean keep(String label) {
        String type = types.get(label);
        return type != null && !type.equals("isa-serial") && !type.equals("pci-serial");
    }

    /** {@return whether a device takes what a character device brings: a port does when the guest has opened it} */
    boolean isOpen(String label) {
        return use(label) && (!AgentPorts.PORT.equals(types.get(label)) || ports.isOpen(label));
    }
}
