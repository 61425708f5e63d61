package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.SessionInfo;
import io.qmp.contracts.TextClient;
import io.qmp.mux.policy.Role;
import io.qmp.mux.spi.MuxClient;
import io.qmp.mux.spi.MuxCommandEnd;
import io.qmp.mux.spi.MuxGauges;
import io.qmp.mux.spi.MuxMetrics;
import io.qmp.mux.spi.UpstreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a multiplexer reports of itself. */
class RelayMetricsTest {
    private final Recording metrics = new Recording();
    private final RelayHarness mux = new RelayHarness(OPTIONS, metrics);

    @BeforeEach
    void connect() {
        mux.connect();
    }

    @AfterEach
    void close() {
        mux.close();
    }

    private MuxGauges gauges() {
        return Objects.requireNonNull(metrics.gauges);
    }

    @Test
    void clientsAreCountedByRole() {
        mux.client(Role.OBSERVER);
        TextClient owner = mux.client(Role.OWNER);
        mux.client(Role.OWNER);
        owner.close();
        assertThat(gauges().clients()).isEqualTo(Map.of("observer", 1, "owner", 1));
        assertThat(metrics.reported)
                .containsExactly("UP", "joined observer", "joined owner", "joined owner", "left owner");
    }

    @Test
    void clientWithoutRoleIsReported() {
        mux.greeted(null);
        assertThat(metrics.reported).containsExactly("UP", "refused listener0");
    }

    @Test
    void commandsAreCountedWhileTheyWaitAndWhileTheyAreUnanswered() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}".repeat(6));
        assertThat(gauges().window()).isEqualTo(4);
        assertThat(gauges().unanswered()).isEqualTo(4);
        assertThat(gauges().waiting()).isEqualTo(2);
        mux.qemu.answer("{}");
        client.close();
        assertThat(gauges().waiting()).isZero();
        for (int i = 0; i < 4; i++) {
            mux.qemu.answer("{}");
        }
        assertThat(gauges().unanswered()).isZero();
        assertThat(metrics.reported)
                .contains("owner stop SUCCEEDED", "owner stop DROPPED")
                .endsWith("owner stop ORPHANED");
    }

    @Test
    void outOfBandCommandDoesNotWait() {
        TextClient client = mux.outOfBandClient(Role.OWNER);
        client.send("{'exec-oob': 'stop'}");
        assertThat(gauges().waiting()).isZero();
        assertThat(gauges().unanswered()).isEqualTo(1);
        mux.qemu.refuse("GenericError", "no");
        assertThat(gauges().unanswered()).isZero();
        assertThat(metrics.reported).endsWith("owner stop FAILED");
    }

    @Test
    void refusedCommandsAreReported() {
        mux.client(Role.OBSERVER).ask("{'execute': 'stop'}");
        mux.client(Role.OWNER.named("almost")).ask("{'execute': 'quit'}");
        assertThat(metrics.reported).contains("observer stop DENIED", "almost quit DENIED");
    }

    @Test
    void recordsOfTheAuditAreCountedAndWhatCouldNotBeWritten() {
        mux.client(Role.OWNER).send("{'execute': 'stop'}");
        assertThat(gauges().auditRecords()).as("before it is sent").isEqualTo(1);
        mux.recorded = CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
        mux.client(Role.OWNER).ask("{'execute': 'cont'}");
        assertThat(gauges().auditRecords()).isEqualTo(3);
        assertThat(gauges().auditFailures()).isEqualTo(2);
    }

    @Test
    void namesOfCommandsAreThePeersAndTheMultiplexers() {
        assertThat(gauges().hasCommand("stop")).isTrue();
        assertThat(gauges().hasCommand("__io.qmp_mux-clients")).isTrue();
        assertThat(gauges().hasCommand("no-such")).isFalse();
    }

    @Test
    void namesOfEventsAreThoseThatThePeerHasSent() {
        assertThat(gauges().hasEvent("STOP")).isFalse();
        mux.qemu.event("STOP");
        assertThat(gauges().hasEvent("STOP")).isTrue();
        assertThat(gauges().hasEvent(EventRelay.GAP)).isTrue();
    }

    @Test
    void lostEventsAreReportedWithTheClient() {
        TextClient client = mux.client(Role.OBSERVER);
        client.stopReading();
        for (int i = 0; i < 3000; i++) {
            mux.qemu.event("STOP");
        }
        assertThat(metrics.reported).contains("observer lost STOP");
    }

    @Test
    void endOfThePeerIsReported() {
        assertThat(gauges().upstream()).isEqualTo(UpstreamState.UP);
        assertThat(gauges().isPrivate()).isFalse();
        mux.qemu.close();
        assertThat(gauges().upstream()).isEqualTo(UpstreamState.ENDED);
        assertThat(gauges().restarts()).isZero();
        assertThat(metrics.reported).containsExactly("UP", "ENDED");
    }

    @Test
    void metricsThatFailDisturbNobody() {
        metrics.fails = true;
        assertThat(mux.client(Role.OBSERVER).ask("{'execute': 'stop'}")).contains("not permitted");
    }

    /** Writes down what is reported. */
    private static final class Recording implements MuxMetrics {
        final List<String> reported = new ArrayList<>();

        @Nullable
        MuxGauges gauges;

        boolean fails;

        private void add(String report) {
            if (fails) {
                throw new IllegalStateException("metrics that fail");
            }
            reported.add(report);
        }

        @Override
        public void attached(MuxGauges given) {
            gauges = given;
        }

        @Override
        public void clientJoined(MuxClient client) {
            add("joined " + client.role());
        }

        @Override
        public void clientLeft(MuxClient client) {
            add("left " + client.role());
        }

        @Override
        public void clientRefused(SessionInfo session) {
            add("refused " + session.monitor());
        }

        @Override
        public void commandEnded(MuxClient client, MuxCommandEnd end) {
            add(client.role() + " " + end.command() + " " + end.outcome());
        }

        @Override
        public void eventLost(MuxClient client, String event) {
            add(client.role() + " lost " + event);
        }

        @Override
        public void upstreamChanged(UpstreamState now) {
            add(now.name());
        }
    }
}
