package io.qmp.plugin.machine;

import io.qmp.api.event.EventData;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.event.BalloonChangeEvent;
import io.qmp.plugin.qemu.event.BlockExportDeletedEvent;
import io.qmp.plugin.qemu.event.BlockIoErrorEvent;
import io.qmp.plugin.qemu.event.BlockJobCancelledEvent;
import io.qmp.plugin.qemu.event.BlockJobCompletedEvent;
import io.qmp.plugin.qemu.event.BlockJobErrorEvent;
import io.qmp.plugin.qemu.event.BlockJobPendingEvent;
import io.qmp.plugin.qemu.event.BlockJobReadyEvent;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import io.qmp.plugin.qemu.event.DeviceDeletedEvent;
import io.qmp.plugin.qemu.event.DeviceTrayMovedEvent;
import io.qmp.plugin.qemu.event.DeviceUnplugGuestErrorEvent;
import io.qmp.plugin.qemu.event.DumpCompletedEvent;
import io.qmp.plugin.qemu.event.GuestPanickedEvent;
import io.qmp.plugin.qemu.event.JobStatusChangeEvent;
import io.qmp.plugin.qemu.event.MigrationEvent;
import io.qmp.plugin.qemu.event.MigrationPassEvent;
import io.qmp.plugin.qemu.event.PowerdownEvent;
import io.qmp.plugin.qemu.event.ResetEvent;
import io.qmp.plugin.qemu.event.ResumeEvent;
import io.qmp.plugin.qemu.event.RtcChangeEvent;
import io.qmp.plugin.qemu.event.ShutdownEvent;
import io.qmp.plugin.qemu.event.StopEvent;
import io.qmp.plugin.qemu.event.SuspendEvent;
import io.qmp.plugin.qemu.event.VserportChangeEvent;
import io.qmp.plugin.qemu.event.WakeupEvent;
import io.qmp.plugin.qemu.event.WatchdogEvent;
import java.util.List;

/** The events that the machine emits. */
final class MachineEvents {
    static final List<String> NAMES = List.of(
            "STOP",
            "RESUME",
            "RESET",
            "SHUTDOWN",
            "POWERDOWN",
            "SUSPEND",
            "WAKEUP",
            "GUEST_PANICKED",
            "WATCHDOG",
            "DUMP_COMPLETED",
            "BALLOON_CHANGE",
            "JOB_STATUS_CHANGE",
            "BLOCK_JOB_READY",
            "BLOCK_JOB_PENDING",
            "BLOCK_JOB_COMPLETED",
            "BLOCK_JOB_CANCELLED",
            "BLOCK_JOB_ERROR",
            "BLOCK_IO_ERROR",
            "BLOCK_WRITE_THRESHOLD",
            "DEVICE_DELETED",
            "DEVICE_UNPLUG_GUEST_ERROR",
            "DEVICE_TRAY_MOVED",
            "BLOCK_EXPORT_DELETED",
            "MIGRATION",
            "MIGRATION_PASS",
            "VSERPORT_CHANGE",
            "RTC_CHANGE");

    private MachineEvents() {}

    /** Claims their names: a server starts without reading what the versions of QEMU have of them. */
    static void register(PluginRegistry registry) {
        registry.events(NAMES, MachineEvents::types);
    }

    /** In the order of the names. */
    static List<Class<? extends EventData>> types() {
        return List.of(
                StopEvent.class,
                ResumeEvent.class,
                ResetEvent.class,
                ShutdownEvent.class,
                PowerdownEvent.class,
                SuspendEvent.class,
                WakeupEvent.class,
                GuestPanickedEvent.class,
                WatchdogEvent.class,
                DumpCompletedEvent.class,
                BalloonChangeEvent.class,
                JobStatusChangeEvent.class,
                BlockJobReadyEvent.class,
                BlockJobPendingEvent.class,
                BlockJobCompletedEvent.class,
                BlockJobCancelledEvent.class,
                BlockJobErrorEvent.class,
                BlockIoErrorEvent.class,
                BlockWriteThresholdEvent.class,
                DeviceDeletedEvent.class,
                DeviceUnplugGuestErrorEvent.class,
                DeviceTrayMovedEvent.class,
                BlockExportDeletedEvent.class,
                MigrationEvent.class,
                MigrationPassEvent.class,
                VserportChangeEvent.class,
                RtcChangeEvent.class);
    }
}
