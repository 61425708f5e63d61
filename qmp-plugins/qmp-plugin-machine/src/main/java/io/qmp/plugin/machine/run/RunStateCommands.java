package io.qmp.plugin.machine.run;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.plugin.machine.config.Actions;
import io.qmp.plugin.qemu.command.Cont;
import io.qmp.plugin.qemu.command.QueryStatus;
import io.qmp.plugin.qemu.command.SetAction;
import io.qmp.plugin.qemu.command.Stop;
import io.qmp.plugin.qemu.command.SystemPowerdown;
import io.qmp.plugin.qemu.command.SystemReset;
import io.qmp.plugin.qemu.command.SystemWakeup;
import io.qmp.plugin.qemu.command.WatchdogSetAction;
import io.qmp.plugin.qemu.command.XExitPreconfig;
import io.qmp.plugin.qemu.event.GuestPanickedEvent;
import io.qmp.plugin.qemu.event.PowerdownEvent;
import io.qmp.plugin.qemu.event.ResetEvent;
import io.qmp.plugin.qemu.event.ResumeEvent;
import io.qmp.plugin.qemu.event.ShutdownEvent;
import io.qmp.plugin.qemu.event.StopEvent;
import io.qmp.plugin.qemu.event.SuspendEvent;
import io.qmp.plugin.qemu.event.WakeupEvent;
import io.qmp.plugin.qemu.event.WatchdogEvent;
import java.util.List;

/** The commands and events of the run state. */
public final class RunStateCommands {
    private RunStateCommands() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, Machine machine, Preconfig preconfig) {
        if (preconfig.waits()) {
            registry.interceptor(preconfig);
        }
        registry.command(XExitPreconfig.class, does(exit -> preconfig.exit()));
        registry.command(Stop.class, does(stop -> machine.stop()));
        registry.command(Cont.class, does(cont -> machine.cont()));
        registry.command(SystemReset.class, does(reset -> machine.reset(ShutdownCause.HOST_QMP_SYSTEM_RESET)));
        registry.command(SystemPowerdown.class, does(powerdown -> machine.pressPowerButton()));
        registry.command(SystemWakeup.class, does(wakeup -> machine.wakeUp()));
        registry.command(QueryStatus.class, returns(query -> machine.status()));
        registry.command(SetAction.class, does(set -> machine.change(actions -> changed(actions, set))));
        registry.command(
                WatchdogSetAction.class, does(set -> machine.change(actions -> actions.watchdog(set.action()))));
        List.of(
                        StopEvent.class,
                        ResumeEvent.class,
                        ResetEvent.class,
                        ShutdownEvent.class,
                        PowerdownEvent.class,
                        SuspendEvent.class,
                        WakeupEvent.class,
                        GuestPanickedEvent.class,
                        WatchdogEvent.class)
                .forEach(registry::event);
    }

    private static Actions changed(Actions actions, SetAction set) {
        return new Actions(
                set.reboot() != null ? set.reboot() : actions.reboot(),
                set.shutdown() != null ? set.shutdown() : actions.shutdown(),
                set.panic() != null ? set.panic() : actions.panic(),
                set.watchdog() != null ? set.watchdog() : actions.watchdog());
    }
}
