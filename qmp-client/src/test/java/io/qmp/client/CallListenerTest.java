package io.qmp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.spi.CallEnd;
import io.qmp.client.spi.CallInfo;
import io.qmp.client.spi.ClientGauges;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.ClientMetrics.Outcome;
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
    private final QmpClient client = ScriptedPeer.running(
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
        peer.loop.runPending();
        assertEquals(1, ended.size());
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
        assertEquals(List.of(new CallInfo("a", false)), began);
        assertEquals(new CallEnd(Outcome.SUCCEEDED, Optional.empty(), 0, 1_000_000_000), end());
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
        assertEquals(new CallEnd(Outcome.SUCCEEDED, Optional.empty(), 2_000_000_000L, 3_000_000_000L), end());
    }

    @Test
    void errorIsReportedForRawRequestsToo() {
        execute("a");
        peer.refuse("GenericError", "no");
        assertEquals(Optional.of(QmpError.generic("no")), end().error());
        client.send(new Request("b", QmpObject.EMPTY, null, true));
        peer.refuse("Odd", "no");
        assertEquals(new CallInfo("b", true), began.get(1));
        CallEnd end = end();
        assertEquals(Outcome.FAILED, end.outcome());
        assertEquals(Optional.of(new QmpError("Odd", "no")), end.error());
    }

    @Test
    void eachWayToEndIsReportedOnce() {
        client.execute(new TestCommands.Echo("a", null));
        peer.answer("[]");
        assertEquals(Outcome.UNREADABLE, outcome());
        var given = execute("a");
        given.cancel(false);
        assertEquals(Outcome.CANCELLED, outcome());
        client.execute("b", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(1)));
        peer.pass(Duration.ofSeconds(2));
        assertEquals(Outcome.TIMED_OUT, outcome());
        execute("c");
        peer.next();
        peer.close();
        assertEquals(Outcome.LOST, outcome());
        execute("d");
        CallEnd refused = end();
        assertEquals(Outcome.NOT_SENT, refused.outcome());
        assertEquals(0, refused.runNanos());
    }

    @Test
    void gaugesShowWhatTheClientIsDoing() {
        ClientGauges gauges = client.gauges();
        assertSame(gauges, attached.get(0));
        assertTrue(gauges.isConnected());
        assertEquals(0, gauges.pending());
        assertEquals(OptionalLong.of(0), gauges.nanosSinceReply());
        execute("a");
        peer.pass(Duration.ofSeconds(4));
        assertEquals(1, gauges.pending());
        assertEquals(OptionalLong.of(4_000_000_000L), gauges.nanosSinceReply());
        peer.answer("{}");
        assertEquals(0, gauges.pending());
        assertEquals(OptionalLong.of(0), gauges.nanosSinceReply());
        execute("b");
        peer.next();
        peer.close();
        assertEquals(0, gauges.pending());
        assertTrue(!gauges.isConnected());
        assertEquals(0, gauges.reconnections());
    }
}
