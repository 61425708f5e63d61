package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static io.qmp.client.Expect.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A request that is passed on, and its reply as it came. */
class RawRequestTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder().checkPeer(true));

    private static Request request(String command, @Nullable QmpValue id) {
        return new Request(command, QmpObject.EMPTY, id, false);
    }

    private CompletableFuture<Reply> send(@Nullable QmpValue id) {
        return client.send(request("query-status", id));
    }

    @Test
    void replyCarriesTheIdOfTheCaller() {
        QmpValue id = QmpObject.of("a", QmpValue.of(1));
        var reply = send(id);
        QmpObject sent = peer.answer("{\"b\": 1, \"a\": [2, {}]}");

        assertThat(sent.get("id")).isNotEqualTo(id);
        assertThat(result(reply).id()).isEqualTo(id);
        assertThat(((Reply.Success) reply.join()).result().toString()).isEqualTo("{b=1, a=[2, {}]}");
    }

    @Test
    void absentIdStaysAbsentAndNullStaysNull() {
        var absent = send(null);
        var nothing = send(QmpNull.NULL);
        peer.answer("{}");
        peer.answer("[]");

        assertThat(result(absent)).isEqualTo(new Reply.Success(QmpObject.EMPTY, null));
        assertThat(result(nothing).id()).isEqualTo(QmpNull.NULL);
    }

    @Test
    void equalIdsAreToldApart() {
        var first = send(QmpValue.of("x"));
        var second = send(QmpValue.of("x"));
        QmpObject one = peer.next();
        QmpObject two = peer.next();
        peer.answer(two, "2");
        peer.answer(one, "1");

        assertThat(result(first)).isEqualTo(new Reply.Success(QmpValue.of(1), QmpValue.of("x")));
        assertThat(result(second)).isEqualTo(new Reply.Success(QmpValue.of(2), QmpValue.of("x")));
    }

    @Test
    void errorOfAnyClassIsAReply() {
        var reply = send(QmpValue.of(7));
        peer.refuse("DeviceEncrypted", "locked");

        assertThat(result(reply))
                .isEqualTo(new Reply.Failure(new QmpError("DeviceEncrypted", "locked"), QmpValue.of(7)));
    }

    @Test
    void textOfTheReplyComesAsItWasWritten() {
        List<String> texts = new ArrayList<>();
        var reply = client.send(request("a", QmpValue.of(7)), CallOptions.DEFAULT.withReplyText(text -> {
            texts.add(text);
            throw new AssertionError("on purpose");
        }));
        QmpValue id = peer.next().get("id");
        String text = "{ \"return\": [1.50, 1E3, -0, 18446744073709551615], \"id\": " + id + "}";
        peer.send("\r\n" + text + "\r\n{\"event\": \"E\"}");
        assertThat(texts).isEqualTo(List.of(text));
        assertThat(result(reply).id()).isEqualTo(QmpValue.of(7));
    }

    @Test
    void nothingElseIsSent() {
        send(null);
        assertThat(peer.requested()).isEqualTo(List.of("query-status"));
    }

    @Test
    void checkedCommandsBeforeItKeepTheirPlace() {
        client.execute("first", QmpObject.EMPTY);
        send(null);
        assertThat(peer.requested()).isEqualTo(List.of("query-qmp-schema"));
        peer.answer("[{\"name\": \"first\", \"meta-type\": \"command\", \"arg-type\": \"0\", \"ret-type\": \"0\"},"
                + " {\"name\": \"0\", \"meta-type\": \"object\", \"members\": []}]");
        assertThat(peer.requested()).isEqualTo(List.of("first", "query-status"));
    }

    @Test
    void outOfBandIfTheRequestOrTheOptionsSaySo() {
        client.send(new Request("a", QmpObject.EMPTY, null, true));
        client.send(request("b", null), CallOptions.OUT_OF_BAND);
        assertThat(peer.next().get("exec-oob") != null).isTrue();
        assertThat(peer.next().get("exec-oob") != null).isTrue();
    }

    @Test
    void descriptorGoesAlong() {
        List<Integer> closed = new ArrayList<>();
        FileDescriptor descriptor = new FileDescriptor(7, closed::add);
        client.send(request("getfd", null), CallOptions.DEFAULT.withDescriptor(descriptor));
        assertThat(peer.commandsWithDescriptors()).isEqualTo(List.of("getfd"));
        client.close();
        peer.loop().runPending();
        assertThat(closed).isEqualTo(List.of(7));
    }

    @Test
    void failsAtItsHardLimit() {
        var reply =
                client.send(request("query-status", null), CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(2)));
        peer.next();
        peer.pass(Duration.ofSeconds(3));
        assertThat(failure(CommandTimeoutException.class, reply).notSent()).isFalse();
    }

    @Test
    void unreadableReplyFailsIt() {
        var reply = send(null);
        peer.send("{\"return\": \"\\q\", \"id\": " + peer.next().get("id") + "}\r\n");
        failure(ProtocolViolationException.class, reply);
    }

    @Test
    void noReplyIsMadeUpForQuit() {
        var quit = client.send(request("quit", null));
        peer.next();
        peer.event("SHUTDOWN", "{\"guest\": false, \"reason\": \"host-qmp-quit\"}");
        peer.close();
        failure(ConnectionLostException.class, quit);
    }

    @Test
    void afterCloseItFailsAndIsNotSent() {
        client.close();
        peer.loop().runPending();
        var late = send(null);
        peer.loop().runPending();
        assertThat(failure(WrongStateException.class, late).notSent()).isTrue();
    }
}
