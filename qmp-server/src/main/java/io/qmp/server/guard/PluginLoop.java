package io.qmp.server.guard;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ForwardingEventLoop;
import java.time.Duration;

/** A server's loop, as a plugin sees it: its tasks and timers are called as the rest of its code is. */
final class PluginLoop extends ForwardingEventLoop {
    private final PluginCode code;

    PluginLoop(EventLoop loop, PluginCode code) {
        super(loop);
        this.code = code;
    }

    @Override
    public void execute(Runnable task) {
        super.execute(() -> code.run("a task on the loop", task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return super.schedule(delay, () -> code.run("a timer", task));
    }
}
