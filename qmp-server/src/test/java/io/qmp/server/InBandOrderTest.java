package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.contracts.TextClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which in-band commands wait for each other. */
class InBandOrderTest {
    static TextClient ready(Harness harness, InBandOrder order, String enable) {
        TextClient client = harness.client(MonitorOptions.DEFAULT.withOrder(order));
        client.next();
        client.ask("{'execute':'qmp_capabilities','arguments':{'enable':[" + enable + "]}}");
        return client;
    }

    @Test
    void sessionsWaitForEachOtherAsInQemu() {
        try (Harness harness = new Harness()) {
            var holder = ready(harness, InBandOrder.SERVER, "");
            var other = ready(harness, InBandOrder.SERVER, "");
            holder.send("{'execute':'hold'}");
            other.send("{'execute':'now'}");
            assertThat(other.all()).isEmpty();

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(other.all()).hasSize(1);
        }
    }

    @Test
    void withAnOrderOfTheirOwnSessionsDoNotWaitForEachOther() {
        try (Harness harness = new Harness()) {
            var holder = ready(harness, InBandOrder.SESSION, "");
            var other = ready(harness, InBandOrder.SESSION, "'oob'");
            var shared = ready(harness, InBandOrder.SERVER, "");
            holder.send("{'execute':'hold','id':1}{'execute':'now','id':2}");
            other.send("{'execute':'now','id':3}{'exec-oob':'now','id':4}{'execute':'now','id':5}");
            shared.send("{'execute':'now','id':6}");

            assertThat(holder.all()).as("its own commands keep their order").isEmpty();
            assertThat(other.all())
                    .containsExactly(
                            "{\"return\": {}, \"id\": 3}",
                            "{\"return\": {}, \"id\": 4}",
                            "{\"return\": {}, \"id\": 5}");
            assertThat(shared.all()).hasSize(1);
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(holder.all()).hasSize(2);
        }
    }

    @Test
    void aHeldCommandOfASharedOrderDelaysNoSessionWithItsOwn() {
        try (Harness harness = new Harness()) {
            var shared = ready(harness, InBandOrder.SERVER, "");
            var own = ready(harness, InBandOrder.SESSION, "");
            shared.send("{'execute':'hold'}");
            assertThat(own.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            harness.plugin.release();
            harness.loop.runPending();
        }
    }

    @Test
    void aShutdownAnswersTheRunningCommandOfEachSessionAndBeginsNoOther() {
        Harness harness = new Harness();
        var first = ready(harness, InBandOrder.SESSION, "");
        var second = ready(harness, InBandOrder.SESSION, "");
        var third = ready(harness, InBandOrder.SERVER, "");
        first.send("{'execute':'hold','id':1}{'execute':'now','id':9}");
        second.send("{'execute':'hold','id':2}");
        third.send("{'execute':'hold','id':3}");
        harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
        harness.loop.runPending();
        harness.plugin.release();
        harness.plugin.release();
        harness.loop.runPending();
        assertThat(third.isClosed()).as("one command still runs").isFalse();
        harness.plugin.release();
        harness.loop.runPending();

        assertThat(first.all()).last().isEqualTo("{\"return\": {}, \"id\": 1}");
        assertThat(second.all()).last().isEqualTo("{\"return\": {}, \"id\": 2}");
        assertThat(third.all()).last().isEqualTo("{\"return\": {}, \"id\": 3}");
        assertThat(first.isClosed()).isTrue();
        harness.close();
    }

    @Test
    void aShutdownDoesNotWaitForTheCommandOfASessionThatHasEnded() {
        Harness harness = new Harness();
        var client = ready(harness, InBandOrder.SESSION, "");
        client.send("{'execute':'hold'}");
        client.close();
        harness.server.shutdown(ShutdownCause.HOST_SIGNAL);
        harness.loop.advance(Duration.ofMillis(1));
        assertThat(harness.server.closed()).isDone();
        harness.close();
    }
}
