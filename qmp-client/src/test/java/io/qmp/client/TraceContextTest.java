package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static io.qmp.client.Expect.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.message.Request;
import io.qmp.api.message.TraceContext;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.spi.CallEnd;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.CallObservation;
import io.qmp.contracts.ScriptedPeer;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The trace that a command belongs to, in its id. */
class TraceContextTest {
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b");

    private final ScriptedPeer peer = new ScriptedPeer();

    /** Wants this trace to be sent. */
    private record Tracing(Optional<TraceContext> traceContext) implements CallObservation {
        @Override
        public void ended(CallEnd end) {}
    }

    private QmpClient client(CallListener... listeners) {
        QmpClientBuilder builder = QmpClient.builder();
        for (CallListener listener : listeners) {
            builder.callListener(listener);
        }
        return Clients.running(peer, builder);
    }

    private static CallListener tracing() {
        return call -> new Tracing(Optional.of(TRACE));
    }

    /** Answers as QEMU does, which does not keep the order of members. */
    private void answer(QmpObject request, String result) {
        QmpObject id = (QmpObject) Objects.requireNonNull(request.get("id"));
        peer.send("{\"return\": " + result + ", \"id\": {\"tracestate\": \"" + TRACE.tracestate()
                + "\", \"traceparent\": \"" + TRACE.traceparent() + "\", \"n\": " + TraceContext.number(id) + "}}");
    }

    @Test
    void commandsHaveTheTraceInTheirIdsAndAreFoundByThem() {
        QmpClient client = client(tracing());
        var first = client.execute("a", QmpObject.EMPTY);
        var second = client.execute(new TestCommands.Echo("a", null));
        QmpObject one = peer.next();
        QmpObject two = peer.next();

        assertThat(TraceContext.of(one.get("id"))).contains(TRACE);
        assertThat(one.get("id")).isNotEqualTo(two.get("id"));
        answer(two, "{\"text\": \"b\"}");
        answer(one, "7");
        assertThat(result(first)).isEqualTo(QmpValue.of(7));
        assertThat(result(second).text()).isEqualTo("b");
    }

    @Test
    void anErrorWithoutAnIdEndsTheOldest() {
        QmpClient client = client(tracing());
        var first = client.execute("a", QmpObject.EMPTY);
        peer.next();
        peer.send("{\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}");

        assertThat(failure(CommandFailedException.class, first)).hasMessageContaining("no");
    }

    @Test
    void withoutAListenerThatWantsItAnIdIsANumber() {
        QmpClient client = client(call -> end -> {}, call -> new Tracing(Optional.empty()));
        client.execute("a", QmpObject.EMPTY);

        assertThat(peer.next().get("id")).isInstanceOf(QmpLong.class);
    }

    @Test
    @SuppressWarnings({"NullAway", "NullOptional"}) // what foreign code may do
    void aListenerThatFailsCostsTheTraceOnly() {
        QmpClient client = client(call -> new Tracing(null), tracing());
        var command = client.execute("a", QmpObject.EMPTY);
        QmpObject sent = peer.next();
        answer(sent, "7");

        assertThat(TraceContext.of(sent.get("id"))).contains(TRACE);
        assertThat(result(command)).isEqualTo(QmpValue.of(7));
    }

    @Test
    void aRequestThatIsPassedOnKeepsItsTraceIfThatIsWanted() {
        QmpClient client = client(CallListener.PASSING_TRACES);
        var reply = client.send(new Request("a", QmpObject.EMPTY, TRACE.id(3), false));
        QmpObject sent = peer.next();
        answer(sent, "7");

        assertThat(TraceContext.of(sent.get("id"))).contains(TRACE);
        assertThat(sent.get("id")).isNotEqualTo(TRACE.id(3));
        assertThat(result(reply).id()).isEqualTo(TRACE.id(3));
        client.send(new Request("a", QmpObject.EMPTY, QmpValue.of(3), false));
        assertThat(peer.next().get("id")).isInstanceOf(QmpLong.class);
    }

    @Test
    void aRequestThatIsPassedOnLosesItsTraceUnlessThatIsWanted() {
        QmpClient client = client();
        client.send(new Request("a", QmpObject.EMPTY, TRACE.id(3), false));

        assertThat(peer.next().get("id")).isInstanceOf(QmpLong.class);
    }

    @Test
    void aPeerThatSendsAnotherIdBackAnswersNothing() {
        QmpClient client = client(tracing());
        var command = client.execute("a", QmpObject.EMPTY);
        peer.next();
        peer.send("{\"return\": 1, \"id\": {\"n\": 1}}");
        peer.send("{\"return\": 1, \"id\": 1}");

        assertThat(command).isNotDone();
        peer.close();
        failure(ConnectionLostException.class, command);
    }
}
