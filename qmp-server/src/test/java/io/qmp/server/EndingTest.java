package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.spi.ShutdownCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test
    void quitTellsEverybodyAnswersAndCloses() {
        try (Harness harness = new Harness()) {
            var asking = harness.ready();
            var other = harness.ready();
            var negotiating = harness.greeted();
            asking.send("{'execute':'quit','id':1} {'execute':'say','arguments':{'text':'too late'},'id':2}");

            List<String> heard = asking.all();
            assertEquals(2, heard.size());
            assertTrue(heard.get(0).endsWith("\"event\": \"SHUTDOWN\", \"data\": {\"reason\": \"HOST_QMP_QUIT\"}}"));
            assertEquals("{\"return\": {}, \"id\": 1}", heard.get(1));
            assertEquals(List.of(heard.get(0)), other.all());
            assertEquals(List.of(), negotiating.all());
            assertTrue(asking.isClosed() && other.isClosed() && negotiating.isClosed());
            assertEquals(
                    ShutdownCause.HOST_QMP_QUIT,
                    harness.server.whenEnded().toCompletableFuture().join());
            assertEquals(List.of("shutting down HOST_QMP_QUIT", "closed"), harness.plugin.life);
        }
    }

    @Test
    void theRunningCommandIsAnswered() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1}");
            harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
            harness.loop.runPending();
            assertFalse(client.isClosed());

            harness.plugin.release();
            harness.loop.runPending();
            assertTrue(client.all().contains("{\"return\": {}, \"id\": 1}"));
            assertTrue(client.isClosed());
        }
    }

    @Test
    void aCommandThatNeverEndsIsCutOff() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1}");
            harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
            harness.loop.advance(Duration.ofSeconds(5));

            assertTrue(client.isClosed());
            assertTrue(harness.server.whenEnded().toCompletableFuture().isDone());
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOff() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.stopReading();
            harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
            harness.loop.runPending();
            assertFalse(harness.server.whenEnded().toCompletableFuture().isDone());

            harness.loop.advance(Duration.ofSeconds(5));
            assertTrue(harness.server.whenEnded().toCompletableFuture().isDone());
        }
    }

    @Test
    void halfClosedInputIsAnsweredToItsEndWithoutOutOfBand() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1} {'execute':'now','id':2} {'execute':'unfin");
            client.endInput();
            assertEquals(List.of(), client.all());

            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of("{\"return\": {}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"), client.all());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void halfClosedInputClosesAtOnceWithOutOfBand() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold','id':1} {'execute':'now','id':2}");
            client.endInput();

            assertTrue(client.isClosed());
            harness.plugin.release();
            harness.loop.runPending();
            assertEquals(List.of(), client.all());
        }
    }
}
