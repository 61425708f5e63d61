package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A block device.
 *
 * @param device the name of the device; empty if it has none
 * @param qdev the path of the device
 * @param type always {@code unknown}
 * @param removable whether it takes media
 * @param locked whether the guest keeps the medium
 * @param inserted the node it uses; {@code null} without medium
 * @param trayOpen whether the tray is open
 * @param ioStatus whether it works, if errors stop the machine
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockInfo(
        String device,
        @Nullable String qdev,
        String type,
        boolean removable,
        boolean locked,
        @Nullable BlockDeviceInfo inserted,
        @WireName("tray_open") @Nullable Boolean trayOpen,
        @Nullable BlockDeviceIoStatus ioStatus) {}
