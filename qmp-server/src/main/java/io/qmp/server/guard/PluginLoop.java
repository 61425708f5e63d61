package io.qmp.server.guard;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;

/** A server's loop, as a plugin sees it: its tasks and timers are called as the rest of its code is. */
final class PluginLoop implements EventLoop {
    private final EventLoop loop;
    private final PluginCode code;

    PluginLoop(EventLoop loop, PluginCode code) {
        this.loop = loop;
        this.code = code;
    }

    @Override
    public EventLoop unwrap() {
        return loop.unwrap();
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(() -> code.run("a task on the loop", task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, () -> code.run("a timer", task));
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }
}
