package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(heard.size()).isEqualTo(2);
            assertThat(heard.get(0).endsWith("\"event\": \"SHUTDOWN\", \"data\": {\"reason\": \"HOST_QMP_QUIT\"}}"))
                    .isTrue();
            assertThat(heard.get(1)).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(other.all()).isEqualTo(List.of(heard.get(0)));
            assertThat(negotiating.all()).isEmpty();
            assertThat(asking.isClosed() && other.isClosed() && negotiating.isClosed())
                    .isTrue();
            assertThat(harness.server.closed().join()).isEqualTo(ShutdownCause.HOST_QMP_QUIT);
            assertThat(harness.plugin.life).isEqualTo(List.of("shutting down HOST_QMP_QUIT", "closed"));
        }
    }

    @Test
    void theRunningCommandIsAnswered() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1}");
            harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
            harness.loop.runPending();
            assertThat(client.isClosed()).isFalse();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all().contains("{\"return\": {}, \"id\": 1}")).isTrue();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aCommandThatNeverEndsIsCutOff() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1}");
            harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
            harness.loop.advance(Duration.ofSeconds(5));

            assertThat(client.isClosed()).isTrue();
            assertThat(harness.server.closed().isDone()).isTrue();
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOff() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.stopReading();
            harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
            harness.loop.runPending();
            assertThat(harness.server.closed().isDone()).isFalse();

            harness.loop.advance(Duration.ofSeconds(5));
            assertThat(harness.server.closed().isDone()).isTrue();
        }
    }

    @Test
    void halfClosedInputIsAnsweredToItsEndWithoutOutOfBand() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            client.send("{'execute':'hold','id':1} {'execute':'now','id':2} {'execute':'unfin");
            client.endInput();
            assertThat(client.all()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all()).isEqualTo(List.of("{\"return\": {}, \"id\": 1}", "{\"return\": {}, \"id\": 2}"));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void halfClosedInputClosesAtOnceWithOutOfBand() {
        try (Harness harness = new Harness()) {
            var client = harness.readyForOob();
            client.send("{'execute':'hold','id':1} {'execute':'now','id':2}");
            client.endInput();

            assertThat(client.isClosed()).isTrue();
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all()).isEmpty();
        }
    }
}
