package io.qmp.client.bench;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.ListenerRegistration;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * One thing that is measured: what the client does until {@code stop} is called, and what the generator in C does
 * beside it.
 */
enum Row {
    SEQUENTIAL("one after the other, from completions", List.of(), "") {
        @Override
        void run(QmpClient client, Meter meter) {
            client.loop().execute(() -> keepInFlight(1, client, "query-status", meter));
            meter.await();
        }
    },
    BLOCKING("one after the other, from a thread that waits", List.of(), "") {
        @Override
        void run(QmpClient client, Meter meter) throws InterruptedException {
            var blocking = client.blocking();
            while (meter.isRunning()) {
                blocking.execute("query-status", QmpObject.EMPTY);
                meter.count();
            }
        }
    },
    PIPELINED("64 in flight, from completions", List.of("--depth", "64"), "") {
        @Override
        void run(QmpClient client, Meter meter) {
            client.loop().execute(() -> keepInFlight(64, client, "query-status", meter));
            meter.await();
        }
    },
    OTHER_THREAD("64 in flight, from another thread", List.of("--depth", "64"), "") {
        @Override
        void run(QmpClient client, Meter meter) throws InterruptedException {
            Queue<CompletableFuture<QmpValue>> inFlight = new ArrayDeque<>();
            while (meter.isRunning()) {
                while (inFlight.size() < 64) {
                    inFlight.add(client.execute("query-status", QmpObject.EMPTY));
                }
                for (var first = inFlight.remove(); first != null; first = nextIfDone(inFlight)) {
                    first.join();
                    meter.count();
                }
            }
        }
    },
    EVENTS("events, to a listener", List.of(), "max") {
        @Override
        void run(QmpClient client, Meter meter) {
            ListenerRegistration listening = client.listen(event -> meter.count());
            try (listening) {
                client.execute("query-status", QmpObject.EMPTY).join();
                meter.await();
            }
        }
    },
    SUBSCRIPTION("events, from a subscription, by another thread", List.of(), "max") {
        @Override
        void run(QmpClient client, Meter meter) throws InterruptedException {
            try (var events = client.subscribe("RTC_CHANGE")) {
                client.execute("query-status", QmpObject.EMPTY).join();
                while (meter.isRunning()) {
                    if (events.poll(Duration.ofSeconds(1)).isPresent()) {
                        meter.count();
                    }
                }
            }
        }
    },
    TYPED("replies of 200 kB, as records", List.of("--command", "query-qmp-schema"), "") {
        @Override
        void run(QmpClient client, Meter meter) {
            client.loop().execute(() -> nextTyped(client, meter));
            meter.await();
        }
    },
    LARGE("replies of 200 kB, as a tree", List.of("--command", "query-qmp-schema"), "") {
        @Override
        void run(QmpClient client, Meter meter) {
            client.loop().execute(() -> keepInFlight(1, client, "query-qmp-schema", meter));
            meter.await();
        }
    };

    /** For people. */
    final String title;
    /** The arguments of the generator in C, to do the same. */
    final List<String> load;
    /** How many events the server sends; empty for none. */
    final String eventRate;

    Row(String title, List<String> load, String eventRate) {
        this.title = title;
        this.load = load;
        this.eventRate = eventRate;
    }

    /** Goes on until the meter stops. */
    abstract void run(QmpClient client, Meter meter) throws InterruptedException;

    private static void keepInFlight(int commands, QmpClient client, String command, Meter meter) {
        for (int i = 0; i < commands; i++) {
            next(client, command, meter);
        }
    }

    private static void next(QmpClient client, String command, Meter meter) {
        client.execute(command, QmpObject.EMPTY).thenRun(() -> {
            meter.count();
            if (meter.isRunning()) {
                next(client, command, meter);
            }
        });
    }

    private static void nextTyped(QmpClient client, Meter meter) {
        client.execute(new QuerySchema()).thenRun(() -> {
            meter.count();
            if (meter.isRunning()) {
                nextTyped(client, meter);
            }
        });
    }

    /** The command whose reply is large. */
    @CommandName("query-qmp-schema")
    public record QuerySchema() implements Command<List<SchemaInfo>> {}

    private static CompletableFuture<QmpValue> nextIfDone(Queue<CompletableFuture<QmpValue>> inFlight) {
        var next = inFlight.peek();
        return next != null && next.isDone() ? inFlight.remove() : null;
    }

    /** Counts what is done, and says for how long. */
    static final class Meter {
        private final LongAdder count = new LongAdder();
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        void count() {
            count.increment();
        }

        long total() {
            return count.sum();
        }

        boolean isRunning() {
            return !over.isDone();
        }

        void await() {
            over.join();
        }

        void stop() {
            over.complete(null);
        }
    }
}
