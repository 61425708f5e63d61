package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static String tick(long count) {
        return "{\"timestamp\": {\"seconds\": 1767225600, \"microseconds\": 123456}, \"event\": \"TICK\", \"data\": {\"count\": "
                + count + "}}";
    }

    @Test
    void comeBeforeTheReplyOfTheCommandThatCausedThem() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'burst','arguments':{'count':2},'id':1}");

            assertEquals(List.of(tick(0), tick(1), "{\"return\": {}, \"id\": 1}"), client.all());
        }
    }

    @Test
    void reachAllSessionsWithTheSameTime() {
        try (Harness harness = new Harness()) {
            var one = harness.ready();
            var other = harness.ready();
            harness.plugin.server().emit(new TestPlugin.Tick(7));
            harness.loop.runPending();

            assertEquals(List.of(tick(7)), one.all());
            assertEquals(List.of(tick(7)), other.all());
        }
    }

    @Test
    void reachAClientInTheMiddleOfARequest() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'no");
            harness.plugin.server().emit(new TestPlugin.Tick(1));
            harness.loop.runPending();

            assertEquals(List.of(tick(1)), client.all());
            assertEquals("{\"return\": {}}", client.ask("w'}"));
        }
    }

    @Test
    void haveTheTimeOfTheirEmissionWhateverThread() throws InterruptedException {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            Thread other = new Thread(() -> harness.plugin.server().emit(new TestPlugin.Tick(3)));
            other.start();
            other.join();
            harness.loop.advance(Duration.ofSeconds(2));

            assertEquals(List.of(tick(3)), client.all());
        }
    }

    @EventName("UNHEARD_OF")
    public record UnheardOf() implements EventData {}

    @Test
    void mustHaveBeenRegistered() {
        try (Harness harness = new Harness()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> harness.plugin.server().emit(new UnheardOf()));
        }
    }

    @Test
    void limitedOnesSendTheFirstAndTheLastOfABurst() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            emit(harness, "a", "report", 1, 2, 3);
            assertEquals(List.of("1"), counts(client));

            harness.loop.advance(Duration.ofMillis(999));
            assertEquals(List.of(), counts(client));
            harness.loop.advance(Duration.ofMillis(1));
            List<String> late = client.all();
            assertTrue(late.get(0).contains("\"seconds\": 1767225600, \"microseconds\": 123456"), "has its own time");
            assertTrue(late.get(0).contains("\"count\": 3"));

            emit(harness, "a", "report", 4);
            assertEquals(List.of(), counts(client), "the event that was kept began another period");
            harness.loop.advance(Duration.ofSeconds(1));
            assertEquals(List.of("4"), counts(client));
            harness.loop.advance(Duration.ofSeconds(1));
            emit(harness, "a", "report", 5);
            assertEquals(List.of("5"), counts(client), "a period without events ends the limit");
        }
    }

    @Test
    void areLimitedByKeyAndNotAtAllWhereExempt() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            emit(harness, "a", "report", 1, 2);
            emit(harness, "b", "report", 3);
            emit(harness, "a", "stop", 4, 5);

            assertEquals(List.of("1", "3", "4", "5"), counts(client));
        }
    }

    @Test
    void aClientThatNegotiatesWithinThePeriodHearsTheEventKept() {
        try (Harness harness = new Harness()) {
            emit(harness, "a", "report", 1, 2);
            var client = harness.ready();
            harness.loop.advance(Duration.ofSeconds(1));

            assertEquals(List.of("2"), counts(client));
        }
    }

    private static void emit(Harness harness, String id, String action, long... counts) {
        for (long count : counts) {
            harness.plugin.server().emit(new TestPlugin.Limited(id, action, count));
        }
        harness.loop.runPending();
    }

    private static List<String> counts(Harness.Client client) {
        return client.all().stream()
                .map(line -> line.replaceAll(".*\"count\": (\\d+).*", "$1"))
                .toList();
    }
}
