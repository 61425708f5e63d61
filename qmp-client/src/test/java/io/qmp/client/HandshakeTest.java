package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
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

        assertEquals("qmp_capabilities", ScriptedPeer.name(request));
        assertEquals(QmpObject.of("enable", QmpArray.of(QmpValue.of("oob"))), request.get(WireNames.ARGUMENTS));
        assertFalse(client.isDone());

        peer.answer(request, "{}");
        assertEquals(
                10,
                client.join()
                        .greeting()
                        .orElseThrow()
                        .version()
                        .orElseThrow()
                        .qemu()
                        .major());
        assertEquals(List.of(ClientState.CONNECTING, ClientState.NEGOTIATING, ClientState.RUNNING), states);
        assertEquals(ClientState.RUNNING, client.join().state());
    }

    @Test
    void asksForNothingThatIsNotWanted() {
        builder.outOfBand(false);
        connect();
        peer.send(ScriptedPeer.GREETING);

        assertEquals(null, peer.next().get(WireNames.ARGUMENTS));
    }

    @Test
    void sendsNothingBeforeTheGreeting() {
        connect();

        assertEquals(List.of(), peer.requested());
    }

    @Test
    void bearsAGreetingWithoutAnything() {
        var client = connect();
        peer.send("{\"QMP\": {}}\n");
        peer.answer("{}");

        assertTrue(client.join().greeting().orElseThrow().version().isEmpty());
    }

    @Test
    void bearsAGreetingWithMore() {
        var client = connect();
        peer.send(
                "{\n    \"QMP\": {\n        \"later\": [\n        ],\n        \"capabilities\": [\n  \"x\", 1\n ]\n    },\n    \"too\": 1\n}\n");
        peer.answer("{}");

        assertEquals(List.of("x"), client.join().greeting().orElseThrow().capabilities());
    }

    @Test
    void readsAGreetingByteByByte() {
        var client = connect();
        ScriptedPeer.GREETING.chars().forEach(b -> peer.send(Character.toString(b)));
        peer.answer("{}");

        assertTrue(client.isDone());
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

        assertTrue(client.isDone());
        assertEquals(List.of("BEFORE", "BETWEEN", "DURING", "BEHIND"), events);
    }

    @Test
    void bearsRepliesForAnotherClient() {
        var client = connect();
        peer.send("{\"return\": {}, \"id\": \"libvirt-7\"}\r\n" + ScriptedPeer.GREETING
                + "{\"return\": {}, \"id\": 1}\r\n");
        peer.answer("{}");

        assertTrue(client.isDone());
    }

    @Test
    void failsIfThePeerDoesNotGreet() {
        builder.options(ClientOptions.DEFAULT.withConnectionLimits(
                ConnectionLimits.DEFAULT.withNegotiation(Duration.ofSeconds(3))));
        var client = connect();
        peer.pass(Duration.ofSeconds(2));
        assertFalse(client.isDone());
        peer.pass(Duration.ofSeconds(1));

        var failure = failure(NegotiationException.class, client);
        assertTrue(failure.getMessage().contains("it did not greet"), failure.getMessage());
        assertTrue(peer.isClosed());
        assertEquals(ClientState.CLOSED, states.get(states.size() - 1));
    }

    @Test
    void failsIfThePeerDoesNotAnswer() {
        var client = connect();
        peer.send(ScriptedPeer.GREETING);
        peer.pass(Duration.ofSeconds(10));

        var failure = failure(NegotiationException.class, client);
        assertTrue(failure.getMessage().contains("qmp_capabilities"), failure.getMessage());
    }

    @Test
    void failsIfThePeerRefuses() {
        var client = connect();
        peer.send(ScriptedPeer.GREETING);
        peer.refuse("GenericError", "Capability oob not available");

        assertInstanceOf(
                CommandFailedException.class,
                failure(NegotiationException.class, client).getCause());
    }

    @Test
    void failsIfThePeerGoes() {
        var client = connect();
        peer.close();

        failure(NegotiationException.class, client);
        assertEquals(0, peer.loop.timers());
    }

    @Test
    void failsIfThePeerSpeaksSomethingElse() {
        var client = connect();
        for (int i = 0; i < 100; i++) {
            peer.send("SSH-2.0-OpenSSH_9.2\r\n");
        }

        failure(ProtocolViolationException.class, client);
        assertTrue(peer.isClosed());
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
        peer.loop.runPending();
        assertEquals(ClientState.NEGOTIATING, states.get(states.size() - 1));
        client.cancel(false);

        assertTrue(peer.isClosed());
        assertEquals(ClientState.CLOSED, states.get(states.size() - 1));
        assertEquals(0, peer.loop.timers());
    }
}
