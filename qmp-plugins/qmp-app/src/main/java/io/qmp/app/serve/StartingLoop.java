package io.qmp.app.serve;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A loop of a transport that is being made. What needs its thread waits for it. */
final class StartingLoop implements EventLoop {
    private final StartingTransport transport;
    private final CompletableFuture<EventLoop> made;

    /**
     * Makes a view of a loop.
     *
     * @param transport makes it
     * @param made completes with it
     */
    StartingLoop(StartingTransport transport, CompletableFuture<EventLoop> made) {
        this.transport = transport;
        this.made = made;
    }

    @Override
    public boolean inLoop() {
        return made.isDone() && unwrap().inLoop();
    }

    @Override
    public void execute(Runnable task) {
        unwrap().execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return unwrap().schedule(delay, task);
    }

    @Override
    public EventLoop unwrap() {
        if (!made.isDone()) {
            transport.get();
        }
        return made.join();
    }
}
