package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.contracts.TextClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands wait until the program that has made the server is ready for them. */
class HeldCommandsTest {
    private static final String NEGOTIATE = "{'execute':'qmp_capabilities'}";
    private static final String OK = "{\"return\": {}}";

    private final CompletableFuture<Object> ready = new CompletableFuture<>();

    @ParameterizedTest
    @EnumSource(InBandOrder.class)
    void clientsAreGreetedAndAnsweredLater(InBandOrder order) {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.executeAfter(ready))) {
            TextClient first = client(harness, order);
            TextClient second = client(harness, order);
            first.send(NEGOTIATE + "{'execute':'now','id':1}");
            second.send(NEGOTIATE);
            assertThat(first.waiting()).isZero();
            assertThat(second.waiting()).isZero();

            ready.complete("anything");
            harness.loop.runPending();

            assertThat(first.next()).isEqualTo(OK);
            assertThat(first.next()).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(second.next()).isEqualTo(OK);
            assertThat(first.ask("{'execute':'now'}")).isEqualTo(OK);
        }
    }

    private static TextClient client(Harness harness, InBandOrder order) {
        TextClient client = harness.client(MonitorOptions.DEFAULT.withOrder(order));
        assertThat(client.next()).startsWith("{\"QMP\": ");
        return client;
    }

    @Test
    void failureOfTheStageLetsThemBeginToo() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.executeAfter(ready))) {
            TextClient client = harness.greeted();
            client.send(NEGOTIATE);

            ready.completeExceptionally(new IllegalStateException("made for a test"));
            harness.loop.runPending();

            assertThat(client.next()).isEqualTo(OK);
        }
    }

    @Test
    void timeForNegotiationBeginsWhenItIsPossible() {
        Duration limit = Duration.ofSeconds(5);
        ServerOptions options = ServerOptions.DEFAULT.withTimeLimits(TimeLimits.DEFAULT.withNegotiation(limit));
        try (Harness harness = new Harness(options, builder -> builder.executeAfter(ready))) {
            TextClient silent = harness.greeted();
            TextClient gone = harness.greeted();
            TextClient waiting = harness.greeted();
            waiting.send(NEGOTIATE);
            gone.close();
            harness.loop.advance(limit.multipliedBy(2));
            assertThat(silent.isClosed()).isFalse();

            ready.complete(null);
            harness.loop.runPending();
            assertThat(waiting.next()).isEqualTo(OK);
            harness.loop.advance(limit);

            assertThat(silent.isClosed()).isTrue();
            assertThat(waiting.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serverThatIsShutDownBeforeExecutesNone(boolean readyMeanwhile) {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.executeAfter(ready))) {
            TextClient client = harness.greeted();
            client.send(NEGOTIATE + "{'execute':'quit'}");

            CompletableFuture<ShutdownCause> ended =
                    harness.server.shutdown(ShutdownCause.HOST_SIGNAL).toCompletableFuture();
            if (readyMeanwhile) {
                ready.complete(null);
            }
            harness.loop.runPending();

            assertThat(ended).isCompletedWithValue(ShutdownCause.HOST_SIGNAL);
            assertThat(client.waiting()).isZero();
            assertThat(client.isClosed()).isTrue();
        }
    }
}
