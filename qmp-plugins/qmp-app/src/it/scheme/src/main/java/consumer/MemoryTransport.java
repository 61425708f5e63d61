package consumer;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.wire.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.Consumer;

/** Connections within the process, for addresses such as {@code memory:NAME}. */
public final class MemoryTransport implements TransportProvider, Transport {
    private static final Map<String, Consumer<Connection>> LISTENING = new ConcurrentHashMap<>();
    private static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(Loop::thread);

    public String name() { return "memory"; }

    public Set<String> schemes() { return Set.of("memory"); }

    public Transport open() { return this; }

    public EventLoop newEventLoop() { return new Loop(); }

    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop loop, Consumer<Connection> acceptor) {
        return CompletableFuture.supplyAsync(() -> {
            if (LISTENING.putIfAbsent(address.text(), acceptor) != null) {
                throw new ConnectFailedException(address + " is in use: choose another name");
            }
            return new Name(address);
        }, loop);
    }

    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop loop) {
        return CompletableFuture.supplyAsync(() -> {
            Consumer<Connection> acceptor = Optional.ofNullable(LISTENING.get(address.text()))
                    .orElseThrow(() -> new ConnectFailedException("nobody listens at " + address));
            LocalConnection.Ends ends = LocalConnection.open(loop, "a client", address.toString());
            acceptor.accept(ends.second());
            return ends.first();
        }, loop);
    }

    public CompletionStage<Void> close() { return CompletableFuture.completedStage(null); }

    private record Name(QmpAddress address) implements Listener {
        public CompletionStage<Void> close() { return CompletableFuture.runAsync(() -> LISTENING.remove(address.text())); }
    }

    private record Loop() implements EventLoop {
        private static Thread thread(Runnable task) { Thread t = new Thread(task, "memory"); t.setDaemon(true); return t; }
        public boolean inLoop() { return Thread.currentThread().getName().equals("memory"); }
        public void execute(Runnable task) { THREAD.execute(task); }
        public Timer schedule(Duration delay, Runnable task) {
            Future<?> timer = THREAD.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        }
    }
}
