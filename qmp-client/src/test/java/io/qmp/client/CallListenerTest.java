package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.spi.CallEnd;
import io.qmp.client.spi.CallInfo;
import io.qmp.client.spi.ClientGauges;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.ClientMetrics.Outcome;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallListenerTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final List<CallInfo> began = new ArrayList<>();
    private final List<CallEnd> ended = new ArrayList<>();
    private final List<ClientGauges> attached = new ArrayList<>();
    private final QmpClient client = Clients.running(
            peer,
            QmpClient.builder()
                    .metrics(new ClientMetrics() {
                        @Override
                        public void attached(ClientGauges gauges) {
                            attached.add(gauges);
                        }
                    })
                    .callListener(call -> {
                        throw new AssertionError("on purpose");
                    })
                    .callListener(call -> end -> {
                        throw new AssertionError("on purpose");
                    })
                    .callListener(call -> {
                        began.add(call);
                        return ended::add;
                    }));

    private CompletableFuture<QmpValue> execute(String command) {
        return client.execute(command, QmpObject.EMPTY);
    }

    private CallEnd end() {
        peer.loop().runPending();
        assertThat(ended.size()).isEqualTo(1);
        return ended.remove(0);
    }

    private Outcome outcome() {
        return end().outcome();
    }

    @Test
    void measuresQueueAndRunTime() {
        execute("a");
        peer.pass(Duration.ofSeconds(1)); // the loop runs what was submitted first
        peer.answer("{}");
        assertThat(began).isEqualTo(List.of(new CallInfo("a", false, Optional.empty())));
        assertThat(end()).isEqualTo(new CallEnd(Outcome.SUCCEEDED, Optional.empty(), 0, 1_000_000_000));
    }

    @Test
    void waitingInTheWindowIsQueueTime() {
        for (int i = 0; i < 8; i++) {
            execute("first");
        }
        execute("last");
        peer.pass(Duration.ofSeconds(2));
        peer.answer("{}");
        ended.clear();
        peer.pass(Duration.ofSeconds(3));
        for (int i = 0; i < 8; i++) {
            ended.clear();
            peer.answer("{}");
        }
        assertThat(end()).isEqualTo(new CallEnd(Outcome.SUCCEEDED, Optional.empty(), 2_000_000_000L, 3_000_000_000L));
    }

    @Test
    void errorIsReportedForRawRequestsToo() {
        execute("a");
        peer.refuse("GenericError", "no");
        assertThat(end().error()).isEqualTo(Optional.of(QmpError.generic("no")));
        client.send(new Request("b", QmpObject.EMPTY, null, true));
        peer.refuse("Odd", "no");
        assertThat(began.get(1)).isEqualTo(new CallInfo("b", true, Optional.empty()));
        CallEnd end = end();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.error()).isEqualTo(Optional.of(new QmpError("Odd", "no")));
    }

    @Test
    void eachWayToEndIsReportedOnce() {
        client.execute(new TestCommands.Echo("a", null));
        peer.answer("[]");
        assertThat(outcome()).isEqualTo(Outcome.UNREADABLE);
        var given = execute("a");
        given.cancel(false);
        assertThat(outcome()).isEqualTo(Outcome.CANCELLED);
        client.execute("b", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(1)));
        peer.pass(Duration.ofSeconds(2));
        assertThat(outcome()).isEqualTo(Outcome.TIMED_OUT);
        execute("c");
        peer.next();
        peer.close();
        assertThat(outcome()).isEqualTo(Outcome.LOST);
        execute("d");
        CallEnd refused = end();
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(refused.runNanos()).isEqualTo(0);
    }

    @Test
    void gaugesShowWhatTheClientIsDoing() {
        ClientGauges gauges = client.gauges();
        assertThat(attached.get(0)).isSameAs(gauges);
        assertThat(gauges.isConnected()).isTrue();
        assertThat(gauges.pending()).isEqualTo(0);
        assertThat(gauges.nanosSinceReply()).isEqualTo(OptionalLong.of(0));
        execute("a");
        peer.pass(Duration.ofSeconds(4));
        assertThat(gauges.pending()).isEqualTo(1);
        assertThat(gauges.nanosSinceReply()).isEqualTo(OptionalLong.of(4_000_000_000L));
        peer.answer("{}");
        assertThat(gauges.pending()).isEqualTo(0);
        assertThat(gauges.nanosSinceReply()).isEqualTo(OptionalLong.of(0));
        execute("b");
        peer.next();
        peer.close();
        assertThat(gauges.pending()).isEqualTo(0);
        assertThat(!gauges.isConnected()).isTrue();
        assertThat(gauges.reconnections()).isEqualTo(0);
    }
}
