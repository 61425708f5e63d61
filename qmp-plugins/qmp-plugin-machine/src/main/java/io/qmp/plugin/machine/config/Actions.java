package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.plugin.qemu.type.PanicAction;
import io.qmp.plugin.qemu.type.RebootAction;
import io.qmp.plugin.qemu.type.ShutdownAction;
import io.qmp.plugin.qemu.type.WatchdogAction;

/**
 * The machine's reactions to actions of the guest; QEMU's option {@code -action}.
 *
 * @param reboot what a reset does
 * @param shutdown what powering off does
 * @param panic what a panic does
 * @param watchdog what an expired watchdog does
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Actions(RebootAction reboot, ShutdownAction shutdown, PanicAction panic, WatchdogAction watchdog) {
    /** QEMU's defaults. */
    public static final Actions DEFAULT =
            new Actions(RebootAction.RESET, ShutdownAction.POWEROFF, PanicAction.SHUTDOWN, WatchdogAction.RESET);

    /** {@return these actions with another one for resets} */
    public Actions reboot(RebootAction action) {
        return new Actions(action, shutdown, panic, watchdog);
    }

    /** {@return these actions with another one for powering off} */
    public Actions shutdown(ShutdownAction action) {
        return new Actions(reboot, action, panic, watchdog);
    }

    /** {@return these actions with another one for panics} */
    public Actions panic(PanicAction action) {
        return new Actions(reboot, shutdown, action, watchdog);
    }

    /** {@return these actions with another one for an expired watchdog} */
    public Actions watchdog(WatchdogAction action) {
        return new Actions(reboot, shutdown, panic, action);
    }
}
