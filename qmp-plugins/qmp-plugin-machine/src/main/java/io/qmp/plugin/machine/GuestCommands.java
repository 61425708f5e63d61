package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.block.Failure;
import io.qmp.plugin.machine.guest.BlockFail;
import io.qmp.plugin.machine.guest.GuestBalloon;
import io.qmp.plugin.machine.guest.GuestBalloonDriver;
import io.qmp.plugin.machine.guest.GuestDiscard;
import io.qmp.plugin.machine.guest.GuestFlush;
import io.qmp.plugin.machine.guest.GuestPanic;
import io.qmp.plugin.machine.guest.GuestPowerButton;
import io.qmp.plugin.machine.guest.GuestRead;
import io.qmp.plugin.machine.guest.GuestReset;
import io.qmp.plugin.machine.guest.GuestRtc;
import io.qmp.plugin.machine.guest.GuestShutdown;
import io.qmp.plugin.machine.guest.GuestSuspend;
import io.qmp.plugin.machine.guest.GuestWakeup;
import io.qmp.plugin.machine.guest.GuestWatchdog;
import io.qmp.plugin.machine.guest.GuestWrite;
import java.util.List;

/** Commands that perform the actions of the {@link Guest}. */
final class GuestCommands {
    /** Their names. */
    static final List<String> NAMES = List.of(
            "__io.qmp_guest-balloon",
            "__io.qmp_guest-balloon-driver",
            "__io.qmp_guest-power-button",
            "__io.qmp_guest-shutdown",
            "__io.qmp_guest-reset",
            "__io.qmp_guest-panic",
            "__io.qmp_guest-suspend",
            "__io.qmp_guest-wakeup",
            "__io.qmp_guest-watchdog",
            "__io.qmp_guest-rtc",
            "__io.qmp_guest-read",
            "__io.qmp_guest-write",
            "__io.qmp_guest-discard",
            "__io.qmp_guest-flush",
            "__io.qmp_block-fail");

    private GuestCommands() {}

    static void register(PluginRegistry registry, Guest guest, BlockDevices devices) {
        registry.command(GuestBalloon.class, (balloon, context) -> guest.balloon(balloon.value()));
        registry.command(GuestBalloonDriver.class, (driver, context) -> guest.balloonDriver(driver.rate()));
        registry.command(GuestPowerButton.class, (button, context) -> guest.obeyPowerButton(button.obey()));
        registry.command(GuestShutdown.class, (shutdown, context) -> guest.shutDown());
        registry.command(GuestReset.class, (reset, context) -> guest.reset());
        registry.command(GuestPanic.class, (panic, context) -> guest.panic());
        registry.command(GuestSuspend.class, (suspend, context) -> guest.suspend());
        registry.command(GuestWakeup.class, (wakeup, context) -> guest.wakeUp());
        registry.command(GuestWatchdog.class, (watchdog, context) -> guest.expireWatchdog());
        registry.command(GuestRtc.class, (rtc, context) -> guest.setClock(rtc.offset()));
        registry.command(GuestRead.class, (read, context) -> guest.read(read.nodeName(), read.offset(), read.bytes()));
        registry.command(
                GuestWrite.class, (write, context) -> guest.write(write.nodeName(), write.offset(), write.bytes()));
        registry.command(
                GuestDiscard.class,
                (discard, context) -> guest.discard(discard.nodeName(), discard.offset(), discard.bytes()));
        registry.command(GuestFlush.class, (flush, context) -> guest.flush(flush.nodeName()));
        registry.command(
                BlockFail.class,
                does(fail -> devices.fail(fail.nodeName(), fail.nospace() ? Failure.NOSPACE : Failure.IO)));
    }
}
