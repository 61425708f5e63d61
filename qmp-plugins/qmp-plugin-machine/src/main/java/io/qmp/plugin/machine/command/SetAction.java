package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.type.PanicAction;
import io.qmp.plugin.machine.type.RebootAction;
import io.qmp.plugin.machine.type.ShutdownAction;
import io.qmp.plugin.machine.type.WatchdogAction;
import org.jspecify.annotations.Nullable;

/**
 * Sets what follows from what the guest does.
 *
 * @param reboot what a reset does; {@code null} leaves it as it is
 * @param shutdown what powering off does; {@code null} leaves it as it is
 * @param panic what a panic does; {@code null} leaves it as it is
 * @param watchdog what an expired watchdog does; {@code null} leaves it as it is
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("set-action")
public record SetAction(
        @Nullable RebootAction reboot,
        @Nullable ShutdownAction shutdown,
        @Nullable PanicAction panic,
        @Nullable WatchdogAction watchdog)
        implements Command<Nothing> {}
