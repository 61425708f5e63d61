package io.qmp.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.testkit.fake.FakeQemu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;

/** A fake in virtual time, its faults, and our client. */
abstract class FaultyServer {
    static final Duration LONG = Duration.ofHours(1);

    final FakeQemu qemu = FakeQemu.builder().virtualTime().start();
    final Faults faults = qemu.faults();
    final List<Event> events = new ArrayList<>();

    @AfterEach
    void end() {
        qemu.close();
    }

    QmpClientBuilder builder() {
        return QmpClient.builder().eventListener(events::add);
    }

    CompletableFuture<QmpClient> connecting() {
        CompletableFuture<QmpClient> connecting = builder().over(qemu.connection());
        run();
        return connecting;
    }

    QmpClient connected() {
        CompletableFuture<QmpClient> connecting = connecting();
        assertThat(connecting).isCompleted();
        return connecting.join();
    }

    CompletableFuture<QmpValue> ask(QmpClient client, String command) {
        CompletableFuture<QmpValue> asked = client.execute(command, QmpObject.EMPTY);
        run();
        return asked;
    }

    void run() {
        qemu.advance(Duration.ZERO);
    }

    List<String> eventNames() {
        return events.stream().map(Event::name).toList();
    }

    static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
            throw new AssertionError("not failed");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }
}
