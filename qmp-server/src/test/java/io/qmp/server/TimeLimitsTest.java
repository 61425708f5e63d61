package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.qmp.contracts.TextClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What takes too long is named in the log; who does not negotiate is let go. */
class TimeLimitsTest {
    private static final String HOLD = "the command hold of " + TestPlugin.class.getName() + ".*";

    @Test
    void aCommandThatIsNotAnsweredIsNamedOnceAndAgainWhenItIs() {
        try (Harness harness = new Harness()) {
            TextClient client = harness.ready();
            client.send("{'execute':'hold'}");
            harness.loop.advance(Duration.ofMillis(29_999));
            assertThat(harness.log.texts()).isEmpty();

            harness.loop.advance(Duration.ofMillis(1));
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .matches("local#1 .local client.: " + HOLD + " has not been answered for 30 s");
            harness.loop.advance(Duration.ofMinutes(10));
            assertThat(harness.log.texts()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .matches("local#1 .local client.: " + HOLD + " was answered after 630 s");
        }
    }

    @Test
    void eachSlowCommandIsNamedInItsTime() {
        try (Harness harness = new Harness()) {
            TextClient client = harness.readyForOob();
            client.send("{'execute':'hold'}");
            harness.loop.advance(Duration.ofSeconds(10));
            client.send("{'exec-oob':'hold-oob'}");
            harness.loop.advance(Duration.ofSeconds(20));
            assertThat(harness.log.texts()).singleElement(STRING).containsPattern(HOLD + " has not");
            harness.loop.advance(Duration.ofSeconds(10));
            assertThat(harness.log.texts()).singleElement(STRING).contains("hold-oob of ");
            harness.plugin.release();
            harness.plugin.release();
        }
    }

    @Test
    void eachOfTheCommandsThatOverlapIsNamedInItsTime() {
        try (Harness harness = new Harness()) {
            TextClient client = InBandOrderTest.ready(harness, InBandOrder.REPLIES, "");
            client.send("{'execute':'hold'}");
            harness.loop.advance(Duration.ofSeconds(10));
            client.send("{'execute':'hold'}");
            harness.loop.advance(Duration.ofSeconds(20));
            assertThat(harness.log.texts()).singleElement(STRING).containsPattern(HOLD + " has not");
            harness.loop.advance(Duration.ofSeconds(10));
            assertThat(harness.log.texts()).singleElement(STRING).containsPattern(HOLD + " has not");
            harness.plugin.release();
            harness.plugin.release();
        }
    }

    @Test
    void aCommandThatIsAnsweredInTimeIsNotNamed() {
        try (Harness harness = new Harness()) {
            harness.ready().send("{'execute':'hold'}");
            harness.loop.advance(Duration.ofSeconds(20));
            harness.plugin.release();
            harness.loop.advance(Duration.ofSeconds(60));

            assertThat(harness.log.texts()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotNegotiateIsLetGo() {
        try (Harness harness = new Harness()) {
            TextClient silent = harness.greeted();
            TextClient other = harness.ready();
            harness.loop.advance(Duration.ofMillis(29_999));
            assertThat(silent.isClosed()).isFalse();
            silent.ask("{'execute':'now'}");

            harness.loop.advance(Duration.ofMillis(1));
            assertThat(silent.isClosed()).isTrue();
            assertThat(other.isClosed()).isFalse();
            assertThat(harness.log.texts())
                    .containsExactly("local#1 (local client): has not negotiated within 30 s, disconnected");
        }
    }

    @Test
    void withoutALimitAClientMayTakeItsTime() {
        ServerOptions options = ServerOptions.DEFAULT.withTimeLimits(TimeLimits.DEFAULT.withoutNegotiation());
        try (Harness harness = new Harness(options)) {
            TextClient silent = harness.greeted();
            harness.loop.advance(Duration.ofDays(1));

            assertThat(silent.isClosed()).isFalse();
        }
    }

    @Test
    void recordsOfIdleClientsAreLimitedInRate() {
        try (Harness harness = new Harness()) {
            for (int i = 0; i < 100; i++) {
                harness.greeted();
            }
            harness.loop.advance(Duration.ofSeconds(30));

            assertThat(harness.log.texts()).hasSize(10);
            assertThat(harness.server.sessions()).isZero();
        }
    }
}
