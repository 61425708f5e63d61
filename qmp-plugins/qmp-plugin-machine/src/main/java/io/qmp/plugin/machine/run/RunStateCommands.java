package io.qmp.plugin.machine.run;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.plugin.machine.config.Actions;
import io.qmp.plugin.qemu.command.Cont;
import io.qmp.plugin.qemu.command.SetAction;
import io.qmp.plugin.qemu.command.Stop;
import io.qmp.plugin.qemu.command.SystemPowerdown;
import io.qmp.plugin.qemu.command.SystemReset;
import io.qmp.plugin.qemu.command.SystemWakeup;
import io.qmp.plugin.qemu.command.WatchdogSetAction;
import io.qmp.plugin.qemu.command.XExitPreconfig;

/** The commands and events of the run state. */
public final class RunStateCommands {
    private RunStateCommands() {}

    /** Registers the commands that change it. */
    public static void register(PluginRegistry registry, Machine machine, Preconfig preconfig) {
        registry.command(XExitPreconfig.class, does(exit -> preconfig.exit()));
        registry.command(Stop.class, does(stop -> machine.stop()));
        registry.command(Cont.class, does(cont -> machine.cont()));
        registry.command(SystemReset.class, does(reset -> machine.reset(ShutdownCause.HOST_QMP_SYSTEM_RESET)));
        registry.command(SystemPowerdown.class, does(powerdown -> machine.pressPowerButton()));
        registry.command(SystemWakeup.class, does(wakeup -> machine.wakeUp()));
    }

    /** Registers the commands that choose what the machine does when something happens. */
    public static void registerActions(PluginRegistry registry, Machine machine) {
        registry.command(SetAction.class, does(set -> machine.change(actions -> changed(actions, set))));
        registry.command(
                WatchdogSetAction.class, does(set -> machine.change(actions -> actions.watchdog(set.action()))));
    }

    private static Actions changed(Actions actions, SetAction set) {
        return new Actions(
                set.reboot() != null ? set.reboot() : actions.reboot(),
                set.shutdown() != null ? set.shutdown() : actions.shutdown(),
                set.panic() != null ? set.panic() : actions.panic(),
                set.watchdog() != null ? set.watchdog() : actions.watchdog());
    }
}
