package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.time.Duration;

/**
 * The base of loops that add something to another loop: forwards every call, with {@link #unwrap} to the transport's
 * own loop. Subclasses override what they add or change.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class ForwardingEventLoop implements EventLoop {
    private final EventLoop loop;

    /**
     * Makes a loop.
     *
     * @param loop where calls are forwarded to
     */
    protected ForwardingEventLoop(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, task);
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    @Override
    public EventLoop unwrap() {
        return loop.unwrap();
    }
}
