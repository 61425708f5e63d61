package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.config.Disk;
import io.qmp.plugin.machine.config.Disk.OnError;
import io.qmp.plugin.qemu.event.DeviceTrayMovedEvent;
import io.qmp.plugin.qemu.type.BlockDeviceIoStatus;
import io.qmp.plugin.qemu.type.BlockInfo;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices whose media can be removed, with their trays. Without a guest nobody locks a tray. A device is a disk
 * while there is a medium in it. On the server's loop only.
 */
public final class RemovableMedia {
    private static final Set<String> DRIVERS = Set.of("ide-cd", "scsi-cd");

    private final BlockDevices disks;
    private final ServerContext server;
    /** Whether the tray is open, by the name of the device among the disks. */
    private final Map<String, Boolean> trays = new HashMap<>();

    RemovableMedia(BlockDevices disks, ServerContext server) {
        this.disks = disks;
        this.server = server;
    }

    /** Adds a device, with its tray closed, if it is one of these. */
    void add(String driver, String device) {
        if (DRIVERS.contains(driver)) {
            trays.put(device, false);
        }
    }

    void remove(String device) {
        trays.remove(device);
    }

    /** {@return whether it is one of these devices} */
    public boolean has(String device) {
        return trays.containsKey(device);
    }

    private boolean isOpen(String device) {
        return trays.getOrDefault(device, false);
    }

    /** Opens or closes a tray. */
    public void moveTray(String device, boolean open) {
        if (isOpen(device) != open) {
            trays.put(device, open);
            server.emit(new DeviceTrayMovedEvent("", device, open));
        }
    }

    /** Takes the medium out of an open tray, if there is one. */
    public void take(String device) {
        if (!isOpen(device)) {
            throw CommandFailedException.generic("Tray of device '" + device + "' is not open");
        }
        disks.unplugMedium(device);
    }

    /** Puts a node into an open tray. */
    public void insert(String device, String node) {
        if (disks.graph().find(node).isEmpty()) {
            throw CommandFailedException.generic("Node '" + node + "' not found");
        }
        if (!isOpen(device)) {
            throw CommandFailedException.generic("Tray of the device is not open");
        }
        if (disks.hasMedium(device)) {
            throw CommandFailedException.generic("There already is a medium in the device");
        }
        disks.plug(new Disk(Optional.empty(), node, OnError.AUTO, OnError.AUTO), device);
    }

    /** Puts a file into a tray instead of what there is, and closes it. */
    public void change(String device, String file, @Nullable String format) {
        BlockdevRef image = BlockdevRef.of(
                BlockdevOptionsFile.builder(BlockdevDriver.FILE, file).build());
        BlockdevOptions options = "qcow2".equals(format)
                ? BlockdevOptionsQcow2.builder(image).readOnly(true).build()
                : BlockdevOptionsRaw.builder(image).readOnly(true).build();
        BlockNode node = disks.graph().openUnowned(options, NodeFlags.DEFAULT);
        moveTray(device, true);
        take(device);
        insert(device, node.name());
        moveTray(device, false);
    }

    /** {@return what a query says of a device, whose medium is hidden while the tray is open} */
    BlockInfo info(String device, Optional<BlockInfo> ofMedium) {
        BlockInfo info = ofMedium.orElseGet(() -> BlockInfo.builder("", "unknown", true, false)
                .qdev(device)
                .ioStatus(BlockDeviceIoStatus.OK)
                .build());
        boolean open = isOpen(device);
        return new BlockInfo(
                info.device(),
                info.qdev(),
                info.type(),
                true,
                info.locked(),
                open ? null : info.inserted(),
                open,
                info.ioStatus());
    }
}
