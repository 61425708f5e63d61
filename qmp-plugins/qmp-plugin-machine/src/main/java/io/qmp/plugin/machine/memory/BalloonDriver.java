package io.qmp.plugin.machine.memory;

import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.machine.run.RunStateListener;
import java.time.Duration;

/** The guest's driver of the balloon: brings it to the size that was asked for, in steps, while the guest runs. */
public final class BalloonDriver implements RunStateListener {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final long STEPS_PER_SECOND = 10;

    private final BalloonDevice balloon;
    private final Machine machine;
    private final MachineTimers timers;
    private long rate;
    private boolean stepping;

    /** Makes a driver that does nothing until it gets a rate. */
    public BalloonDriver(BalloonDevice balloon, Machine machine, MachineTimers timers) {
        this.balloon = balloon;
        this.machine = machine;
        this.timers = timers;
        balloon.driver(this::proceed);
        machine.listen(this);
    }

    /**
     * Sets how fast the driver is.
     *
     * @param bytesPerSecond 0 for not at all
     */
    public void rate(long bytesPerSecond) {
        rate = bytesPerSecond;
        proceed();
    }

    @Override
    public void runStateChanged() {
        proceed();
    }

    /** {@return the device that it drives} */
    public BalloonDevice device() {
        return balloon;
    }

    private void proceed() {
        if (!stepping && rate > 0 && machine.isRunning() && balloon.actual() != balloon.target()) {
            stepping = true;
            timers.schedule(STEP, this::step);
        }
    }

    private void step() {
        stepping = false;
        if (machine.isRunning()) {
            long most = Math.max(BalloonDevice.PAGE, rate / STEPS_PER_SECOND);
            long missing = balloon.target() - balloon.actual();
            balloon.resize(balloon.actual() + Math.max(-most, Math.min(most, missing)));
        }
        proceed();
    }
}
