package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final List<ClientState> states = new ArrayList<>();
    private final QmpClientBuilder builder = QmpClient.builder().stateListener((before, now, cause) -> states.add(now));

    private CompletableFuture<QmpClient> connect() {
        return builder.over(peer.connection()).toCompletableFuture();
    }

    @Test
    void agreesOnWhatIsOffered() {
        var client = connect();
        peer.send(ScriptedPeer.GREETING);
        QmpObject request = peer.next();

        assertThat(ScriptedPeer.name(request)).isEqualTo("qmp_capabilities");
        assertThat(request.get(WireNames.ARGUMENTS)).isEqualTo(QmpObject.of("enable", QmpArray.of(QmpValue.of("oob"))));
        assertThat(client.isDone()).isFalse();

        peer.answer(request, "{}");
        assertThat(client.join()
                        .greeting()
                        .orElseThrow()
                        .version()
                        .orElseThrow()
                        .qemu()
                        .major())
                .isEqualTo(10);
        assertThat(states).isEqualTo(List.of(ClientState.CONNECTING, ClientState.NEGOTIATING, ClientState.RUNNING));
        assertThat(client.join().state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void asksForNothingThatIsNotWanted() {
        builder.outOfBand(false);
        connect();
        peer.send(ScriptedPeer.GREETING);

        assertThat(peer.next().get(WireNames.ARGUMENTS)).isNull();
    }

    @Test
    void sendsNothingBeforeTheGreeting() {
        connect();

        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void bearsAGreetingWithoutAnything() {
        var client = connect();
        peer.send("{\"QMP\": {}}\n");
        peer.answer("{}");

        assertThat(client.join().greeting().orElseThrow().version().isEmpty()).isTrue();
    }

    @Test
    void bearsAGreetingWithMore() {
        var client = connect();
        peer.send(
                "{\n    \"QMP\": {\n        \"later\": [\n        ],\n        \"capabilities\": [\n  \"x\", 1\n ]\n    },\n    \"too\": 1\n}\n");
        peer.answer("{}");

        assertThat(client.join().greeting().orElseThrow().capabilities()).isEqualTo(List.of("x"));
    }

    @Test
    void readsAGreetingByteByByte() {
        var client = connect();
        ScriptedPeer.GREETING.chars().forEach(b -> peer.send(Character.toString(b)));
        peer.answer("{}");

        assertThat(client.isDone()).isTrue();
    }

    @Test
    void readsWhatComesWithTheGreeting() {
        List<String> events = new ArrayList<>();
        builder.eventListener(event -> events.add(event.name()));
        var client = connect();
        String event = "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 0}, \"event\": \"%s\"}\r\n";
        peer.send(event.formatted("BEFORE") + ScriptedPeer.GREETING + event.formatted("BETWEEN"));
        QmpObject request = peer.next();
        peer.send(event.formatted("DURING") + "{\"return\": {}, \"id\": " + request.get("id") + "}"
                + event.formatted("BEHIND"));

        assertThat(client.isDone()).isTrue();
        assertThat(events).isEqualTo(List.of("BEFORE", "BETWEEN", "DURING", "BEHIND"));
    }

    @Test
    void bearsRepliesForAnotherClient() {
        var client = connect();
        peer.send("{\"return\": {}, \"id\": \"libvirt-7\"}\r\n" + ScriptedPeer.GREETING
                + "{\"return\": {}, \"id\": 1}\r\n");
        peer.answer("{}");

        assertThat(client.isDone()).isTrue();
    }

    @Test
    void failsIfThePeerDoesNotGreet() {
        builder.options(ClientOptions.DEFAULT.withConnectionLimits(
                ConnectionLimits.DEFAULT.withNegotiation(Duration.ofSeconds(3))));
        var client = connect();
        peer.pass(Duration.ofSeconds(2));
        assertThat(client.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));

        var failure = failure(NegotiationException.class, client);
        assertThat(failure.getMessage().contains("it did not greet"))
                .as(failure.getMessage())
                .isTrue();
        assertThat(peer.isClosed()).isTrue();
        assertThat(states.get(states.size() - 1)).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void failsIfThePeerDoesNotAnswer() {
        var client = connect();
        peer.send(ScriptedPeer.GREETING);
        peer.pass(Duration.ofSeconds(10));

        var failure = failure(NegotiationException.class, client);
        assertThat(failure.getMessage().contains("qmp_capabilities"))
                .as(failure.getMessage())
                .isTrue();
    }

    @Test
    void failsIfThePeerRefuses() {
        var client = connect();
        peer.send(ScriptedPeer.GREETING);
        peer.refuse("GenericError", "Capability oob not available");

        assertThat(failure(NegotiationException.class, client).getCause()).isInstanceOf(CommandFailedException.class);
    }

    @Test
    void failsIfThePeerGoes() {
        var client = connect();
        peer.close();

        failure(NegotiationException.class, client);
        assertThat(peer.loop().timers()).isEqualTo(0);
    }

    @Test
    void failsIfThePeerSpeaksSomethingElse() {
        var client = connect();
        for (int i = 0; i < 100; i++) {
            peer.send("SSH-2.0-OpenSSH_9.2\r\n");
        }

        failure(ProtocolViolationException.class, client);
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void failsIfThePeerNeverEnds() {
        builder.options(ClientOptions.DEFAULT.withReaderLimits(new ReaderLimits(1 << 10, 1 << 12, 1 << 10, 64)));
        var client = connect();
        for (int i = 0; i < 1000 && !client.isDone(); i++) {
            peer.send("[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",".repeat(10));
        }

        failure(ProtocolViolationException.class, client);
    }

    @Test
    void canBeCancelledMeanwhile() {
        var client = connect();
        peer.loop().runPending();
        assertThat(states.get(states.size() - 1)).isEqualTo(ClientState.NEGOTIATING);
        client.cancel(false);

        assertThat(peer.isClosed()).isTrue();
        assertThat(states.get(states.size() - 1)).isEqualTo(ClientState.CLOSED);
        assertThat(peer.loop().timers()).isEqualTo(0);
    }
}
