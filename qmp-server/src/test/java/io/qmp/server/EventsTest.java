package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.contracts.TextClient;
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

            assertThat(client.all()).isEqualTo(List.of(tick(0), tick(1), "{\"return\": {}, \"id\": 1}"));
        }
    }

    @Test
    void reachAllSessionsWithTheSameTime() {
        try (Harness harness = new Harness()) {
            var one = harness.ready();
            var other = harness.ready();
            harness.plugin.server().emit(new TestPlugin.Tick(7));
            harness.loop.runPending();

            assertThat(one.all()).isEqualTo(List.of(tick(7)));
            assertThat(other.all()).isEqualTo(List.of(tick(7)));
        }
    }

    @Test
    void reachAClientInTheMiddleOfARequest() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'no");
            harness.plugin.server().emit(new TestPlugin.Tick(1));
            harness.loop.runPending();

            assertThat(client.all()).isEqualTo(List.of(tick(1)));
            assertThat(client.ask("w'}")).isEqualTo("{\"return\": {}}");
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

            assertThat(client.all()).isEqualTo(List.of(tick(3)));
        }
    }

    @EventName("UNHEARD_OF")
    public record UnheardOf() implements EventData {}

    @Test
    void mustHaveBeenRegistered() {
        try (Harness harness = new Harness()) {
            assertThatThrownBy(() -> harness.plugin.server().emit(new UnheardOf()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void limitedOnesSendTheFirstAndTheLastOfABurst() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            emit(harness, "a", "report", 1, 2, 3);
            assertThat(counts(client)).isEqualTo(List.of("1"));

            harness.loop.advance(Duration.ofMillis(999));
            assertThat(counts(client)).isEmpty();
            harness.loop.advance(Duration.ofMillis(1));
            List<String> late = client.all();
            assertThat(late.get(0).contains("\"seconds\": 1767225600, \"microseconds\": 123456"))
                    .as("has its own time")
                    .isTrue();
            assertThat(late.get(0).contains("\"count\": 3")).isTrue();

            emit(harness, "a", "report", 4);
            assertThat(counts(client))
                    .as("the event that was kept began another period")
                    .isEmpty();
            harness.loop.advance(Duration.ofSeconds(1));
            assertThat(counts(client)).isEqualTo(List.of("4"));
            harness.loop.advance(Duration.ofSeconds(1));
            emit(harness, "a", "report", 5);
            assertThat(counts(client))
                    .as("a period without events ends the limit")
                    .isEqualTo(List.of("5"));
        }
    }

    @Test
    void areLimitedByKeyAndNotAtAllWhereExempt() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            emit(harness, "a", "report", 1, 2);
            emit(harness, "b", "report", 3);
            emit(harness, "a", "stop", 4, 5);

            assertThat(counts(client)).isEqualTo(List.of("1", "3", "4", "5"));
        }
    }

    @Test
    void aClientThatNegotiatesWithinThePeriodHearsTheEventKept() {
        try (Harness harness = new Harness()) {
            emit(harness, "a", "report", 1, 2);
            var client = harness.ready();
            harness.loop.advance(Duration.ofSeconds(1));

            assertThat(counts(client)).isEqualTo(List.of("2"));
        }
    }

    private static void emit(Harness harness, String id, String action, long... counts) {
        for (long count : counts) {
            harness.plugin.server().emit(new TestPlugin.Limited(id, action, count));
        }
        harness.loop.runPending();
    }

    private static List<String> counts(TextClient client) {
        return client.all().stream()
                .map(line -> line.replaceAll(".*\"count\": (\\d+).*", "$1"))
                .toList();
    }
}
