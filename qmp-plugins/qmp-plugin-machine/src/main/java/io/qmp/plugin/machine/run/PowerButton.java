package io.qmp.plugin.machine.run;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.EventLoop;
import java.time.Duration;

/** The guest's reaction to the power button: it powers off, after the time that it takes. On the server's loop only. */
public final class PowerButton implements RunStateListener {
    private final Machine machine;
    private final EventLoop loop;
    private final MachineTimers timers;
    private final Duration time;
    private boolean obeyed;
    private boolean shuttingDown;
    /** Whether the time is over; a machine that does not run then powers off when it runs. */
    private boolean due;

    /**
     * Makes a power button that is ignored.
     *
     * @param time how long the guest takes to power off
     */
    public PowerButton(Machine machine, EventLoop loop, MachineTimers timers, Duration time) {
        this.machine = machine;
        this.loop = loop;
        this.timers = timers;
        this.time = time;
        machine.listen(this);
    }

    /** Sets whether the guest obeys it from now on. */
    public void obey(boolean value) {
        obeyed = value;
    }

    /** The command that presses it is answered before the guest powers off. */
    @Override
    public void powerButtonPressed() {
        if (obeyed) {
            powerOff();
        }
    }

    /** Powers off in a later turn, after the time that it takes; has no effect if the guest does so already. */
    public void powerOff() {
        if (!machine.isRunning() || shuttingDown) {
            return;
        }
        shuttingDown = true;
        if (time.isZero()) {
            loop.execute(this::timeIsOver);
        } else {
            timers.schedule(time, this::timeIsOver);
        }
    }

    private void timeIsOver() {
        due = shuttingDown;
        runStateChanged();
    }

    @Override
    public void runStateChanged() {
        if (due && machine.isRunning()) {
            reset();
            machine.shutDown(ShutdownCause.GUEST_SHUTDOWN);
        }
    }

    @Override
    public void reset() {
        shuttingDown = false;
        due = false;
    }
}
