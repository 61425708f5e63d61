package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the simulated guest does by itself. An operating system would do all of it, the default guest nothing.
 *
 * @param obeysPowerButton whether it powers off when the power button is pressed
 * @param shutdownTime how long it takes to power off
 * @param balloonRate how many bytes a second it changes the balloon towards the size that was asked for; 0 for not at
 *     all
 * @param unplug what it does when a device is to be removed that it has to let go of
 * @param runsAgent whether it runs an agent, which the program gives it by {@code MachinePlugin.runAgent}
 * @since 0.1
 */
@Experimental(since = "0.1")
public record GuestBehaviour(
        boolean obeysPowerButton, Duration shutdownTime, long balloonRate, Unplug unplug, boolean runsAgent) {
    /** A guest that does nothing by itself, as a QEMU without an operating system. */
    public static final GuestBehaviour IDLE = new GuestBehaviour(false, Duration.ZERO, 0, Unplug.IGNORE, false);

    private static final long MOST_MILLIS = 86_400_000;

    /** What a guest does when a device is to be removed. */
    public enum Unplug {
        /** Nothing: the device is removed at the next reset. */
        IGNORE,
        /** It lets go of the device. */
        OBEY,
        /** It refuses, and says so. */
        REFUSE
    }

    /**
     * {@return the behaviour that an argument of {@code --guest} describes}
     *
     * @param text {@code power-button=obey|ignore,shutdown-delay-ms=N,balloon-rate=SIZE,unplug=obey|refuse|ignore},
     *     and {@code agent=on|off}
     * @throws IllegalArgumentException if it describes none
     */
    static GuestBehaviour parse(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "power-button");
        boolean obeys = values.takeEnum("power-button", PowerButton.class).equals(Optional.of(PowerButton.OBEY));
        OptionalLong millis = values.takeInteger("shutdown-delay-ms").stream()
                .mapToLong(Long::longValue)
                .findFirst();
        if (millis.orElse(0) < 0 || millis.orElse(0) > MOST_MILLIS) {
            throw new IllegalArgumentException(
                    "Parameter 'shutdown-delay-ms' expects a number between 0 and " + MOST_MILLIS);
        }
        long rate = values.take("balloon-rate")
                .map(size -> MemorySize.parse("balloon-rate", size))
                .orElse(0L);
        Unplug unplug = values.takeEnum("unplug", Unplug.class).orElse(Unplug.IGNORE);
        boolean agent = values.takeSwitch("agent").orElse(false);
        values.end();
        return new GuestBehaviour(obeys, Duration.ofMillis(millis.orElse(0)), rate, unplug, agent);
    }

    private enum PowerButton {
        IGNORE,
        OBEY
    }
}
