package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.block.RemovableMedia;
import io.qmp.plugin.qemu.command.BlockdevChangeMedium;
import io.qmp.plugin.qemu.command.BlockdevCloseTray;
import io.qmp.plugin.qemu.command.BlockdevInsertMedium;
import io.qmp.plugin.qemu.command.BlockdevOpenTray;
import io.qmp.plugin.qemu.command.BlockdevRemoveMedium;
import io.qmp.plugin.qemu.command.Eject;
import org.jspecify.annotations.Nullable;

/** The commands for removable media. */
public final class MediumCommands {
    private final Devices devices;
    private final BlockDevices disks;

    private MediumCommands(Devices devices, BlockDevices disks) {
        this.devices = devices;
        this.disks = disks;
    }

    /** Registers them. */
    @SuppressWarnings("deprecation") // QEMU still takes a drive's name for the device's
    public static void register(PluginRegistry registry, Devices devices, BlockDevices disks) {
        MediumCommands commands = new MediumCommands(devices, disks);
        RemovableMedia media = disks.media();
        registry.command(
                BlockdevOpenTray.class, does(open -> media.moveTray(commands.id(open.device(), open.id()), true)));
        registry.command(
                BlockdevCloseTray.class, does(close -> media.moveTray(commands.id(close.device(), close.id()), false)));
        registry.command(BlockdevRemoveMedium.class, does(remove -> media.take(commands.id(null, remove.id()))));
        registry.command(
                BlockdevInsertMedium.class,
                does(insert -> media.insert(commands.id(null, insert.id()), insert.nodeName())));
        registry.command(Eject.class, does(eject -> {
            String id = commands.id(eject.device(), eject.id());
            media.moveTray(id, true);
            media.take(id);
        }));
        registry.command(
                BlockdevChangeMedium.class,
                does(change ->
                        media.change(commands.id(change.device(), change.id()), change.filename(), change.format())));
    }

    /** {@return the device's name among the disks} No drive of {@code -drive} has a tray here. */
    private String id(@Nullable String drive, @Nullable String id) {
        if ((drive == null) == (id == null)) {
            throw CommandFailedException.generic("Need exactly one of 'device' and 'id'");
        }
        if (id == null) {
            throw Errors.deviceNotFound(drive == null ? "" : drive);
        }
        QomObject found = devices.find(id);
        String name = found.isPlugged() ? found.name() : found.path();
        if (!disks.has(name)) {
            throw CommandFailedException.generic("Device does not have a block device backend");
        }
        if (!disks.media().has(name)) {
            throw CommandFailedException.generic("Device '" + id + "' is not removable");
        }
        return name;
    }
}
