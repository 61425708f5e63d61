package io.qmp.plugin.machine.config;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.qom.PropertyInfo;
import io.qmp.plugin.machine.qom.QomType;
import io.qmp.plugin.machine.qom.TypeTable;

/** Checks what a device is said to be against the types that there are. */
final class DeviceCheck {
    private DeviceCheck() {}

    static void check(Device device) {
        try {
            QomType type = TypeTable.read().driver(device.driver());
            device.properties().forEach((name, text) -> {
                PropertyInfo property = type.properties().get(name);
                if (property == null) {
                    throw new IllegalArgumentException("Property '" + type + "." + name + "' not found");
                }
                property.parse(text);
            });
        } catch (CommandFailedException e) {
            throw new IllegalArgumentException(e.error().desc(), e);
        }
    }
}
