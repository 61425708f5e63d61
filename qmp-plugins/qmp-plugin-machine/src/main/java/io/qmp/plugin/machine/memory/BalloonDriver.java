package io.qmp.plugin.machine.memory;

import io.qmp.api.wire.EventLoop;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.RunStateListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The guest's driver of the balloon: brings it to the size that was asked for, in steps, while the guest runs. */
public final class BalloonDriver implements RunStateListener {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final long STEPS_PER_SECOND = 10;

    private final BalloonDevice balloon;
    private final Machine machine;
    private final EventLoop loop;
    private long rate;
    private EventLoop.@Nullable Timer timer;

    /** Makes a driver that does nothing until it gets a rate. */
    public BalloonDriver(BalloonDevice balloon, Machine machine, EventLoop loop) {
        this.balloon = balloon;
        this.machine = machine;
        this.loop = loop;
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

    /** Gives the timer back. */
    public void close() {
        rate = 0;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void proceed() {
        if (timer == null && rate > 0 && machine.isRunning() && balloon.actual() != balloon.target()) {
            timer = loop.schedule(STEP, this::step);
        }
    }

    private void step() {
        timer = null;
        if (machine.isRunning()) {
            long most = Math.max(BalloonDevice.PAGE, rate / STEPS_PER_SECOND);
            long missing = balloon.target() - balloon.actual();
            balloon.resize(balloon.actual() + Math.max(-most, Math.min(most, missing)));
        }
        proceed();
    }
}
