package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.query.AbsentParts.refuse;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.object.QomTree;
import io.qmp.plugin.qemu.command.CxlAddDynamicCapacity;
import io.qmp.plugin.qemu.command.CxlInjectCorrectableError;
import io.qmp.plugin.qemu.command.CxlInjectDramEvent;
import io.qmp.plugin.qemu.command.CxlInjectGeneralMediaEvent;
import io.qmp.plugin.qemu.command.CxlInjectMemoryModuleEvent;
import io.qmp.plugin.qemu.command.CxlInjectPoison;
import io.qmp.plugin.qemu.command.CxlInjectUncorrectableErrors;
import io.qmp.plugin.qemu.command.CxlReleaseDynamicCapacity;
import io.qmp.plugin.qemu.command.DeviceSyncConfig;
import io.qmp.plugin.qemu.type.CxlExtentRemovalPolicy;
import io.qmp.plugin.qemu.type.CxlExtentSelectionPolicy;
import java.util.function.Supplier;

/** Commands about the insides of devices that the machine does not have: they fail with QEMU's texts. */
public final class DeviceInsides {
    private static final int LINE = 64;
    private static final String NO_DEVICE = "Unable to resolve CXL type 3 device";

    private final Supplier<QomTree> objects;

    private DeviceInsides(Supplier<QomTree> objects) {
        this.objects = objects;
    }

    /**
     * Registers them.
     *
     * @param objects the objects of the machine, when a command is executed
     */
    public static void register(PluginRegistry registry, Supplier<QomTree> objects) {
        DeviceInsides insides = new DeviceInsides(objects);
        refuse(registry, CxlInjectPoison.class, inject -> insides.poison(inject.path(), inject.length()));
        refuse(registry, CxlInjectUncorrectableErrors.class, inject -> insides.memoryDevice(inject.path()));
        refuse(registry, CxlInjectCorrectableError.class, inject -> insides.memoryDevice(inject.path()));
        refuse(registry, CxlInjectDramEvent.class, inject -> insides.memoryDevice(inject.path()));
        refuse(registry, CxlInjectGeneralMediaEvent.class, inject -> insides.memoryDevice(inject.path()));
        refuse(registry, CxlInjectMemoryModuleEvent.class, inject -> insides.memoryDevice(inject.path()));
        refuse(
                registry,
                CxlAddDynamicCapacity.class,
                add -> add.selectionPolicy() == CxlExtentSelectionPolicy.PRESCRIPTIVE
                        ? NO_DEVICE
                        : "Selection policy not supported");
        refuse(
                registry,
                CxlReleaseDynamicCapacity.class,
                release -> release.removalPolicy() == CxlExtentRemovalPolicy.PRESCRIPTIVE
                        ? NO_DEVICE
                        : "Removal policy not supported");
        refuse(registry, DeviceSyncConfig.class, sync -> insides.configuration(sync.id()));
    }

    private String poison(String path, long length) {
        return length % LINE == 0 ? memoryDevice(path) : "Poison injection must be in multiples of " + LINE + " bytes";
    }

    private String memoryDevice(String path) {
        return objects.get().resolve(path).found().isPresent()
                ? "Path does not point to a CXL type 3 device"
                : "Unable to resolve path";
    }

    /** A device on a bus of virtio passes it on to what is behind it. */
    private String configuration(String id) {
        QomObject device = objects.get()
                .resolve(id.startsWith("/") ? id : "/machine/peripheral/" + id)
                .found()
                .orElseThrow(() -> CommandFailedException.generic("Device '" + id + "' not found"));
        String type = device.child("virtio-backend").orElse(device).type().name();
        return device.type().is("device")
                ? "device-sync-config is not supported for '" + type + "'"
                : id + " is not a device";
    }
}
