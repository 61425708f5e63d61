package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a descriptor that a command is executed with. */
class DescriptorsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder());
    private final List<Integer> closed = new ArrayList<>();
    private final FileDescriptor descriptor = new FileDescriptor(7, closed::add);

    @AfterEach
    void isClosedOnce() {
        client.close();
        peer.loop().runPending();
        assertThat(closed).isEqualTo(List.of(7));
    }

    private CompletableFuture<QmpValue> getfd(CallOptions call) {
        return client.execute("getfd", QmpObject.of("fdname", QmpValue.of("x")), call);
    }

    private CompletableFuture<QmpValue> getfd() {
        return getfd(CallOptions.DEFAULT.withDescriptor(descriptor));
    }

    private void fillWindow() {
        for (int i = 0; i < 8; i++) {
            client.execute("query-status", QmpObject.EMPTY);
        }
    }

    @Test
    void arrivesWithItsCommand() {
        client.execute("query-status", QmpObject.EMPTY);
        var getfd = getfd();
        client.execute("query-status", QmpObject.EMPTY);
        assertThat(peer.requested()).isEqualTo(List.of("query-status", "getfd", "query-status"));
        assertThat(peer.commandsWithDescriptors()).isEqualTo(List.of("getfd"));
        peer.next();
        peer.answer("{}");
        assertThat(getfd.join()).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void isSentByTypedCommands() {
        client.execute(new TestCommands.Echo("a", null), CallOptions.OUT_OF_BAND.withDescriptor(descriptor));
        assertThat(peer.requested().size()).isEqualTo(1);
        assertThat(peer.commandsWithDescriptors().size()).isEqualTo(1);
    }

    @Test
    void waitsWithItsCommand() {
        fillWindow();
        getfd();
        assertThat(peer.requested().size()).isEqualTo(8);
        assertThat(closed).isEmpty();

        peer.answer("{}");
        assertThat(peer.commandsWithDescriptors()).isEqualTo(List.of("getfd"));
    }

    /** A QEMU that reads ahead would lose the first. */
    @Test
    void waitsForTheOneBefore() {
        getfd();
        FileDescriptor second = new FileDescriptor(8, number -> {});
        getfd(CallOptions.DEFAULT.withDescriptor(second));
        client.execute("query-status", QmpObject.EMPTY);
        assertThat(peer.requested()).isEqualTo(List.of("getfd"));

        peer.answer("{}");
        assertThat(peer.requested()).isEqualTo(List.of("getfd", "query-status"));
        assertThat(peer.commandsWithDescriptors()).isEqualTo(List.of("getfd", "getfd"));
    }

    @Test
    void isNotSentByACommandThatWasGivenUp() {
        fillWindow();
        getfd().cancel(false);
        assertThat(closed).isEqualTo(List.of(7));

        peer.answer("{}");
        assertThat(peer.commandsWithDescriptors()).isEmpty();
        assertThat(peer.requested().size()).isEqualTo(7);
    }

    @Test
    void isNotSentByACommandThatWasGivenUpAtOnce() throws Exception {
        CompletableFuture<QmpValue> getfd =
                CompletableFuture.supplyAsync(this::getfd).get();
        getfd.cancel(false);

        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void isClosedWhenItsCommandHasWaitedTooLong() {
        fillWindow();
        var getfd = getfd(CallOptions.DEFAULT.withDescriptor(descriptor).withHardLimit(LIMIT));
        peer.pass(LIMIT);
        failure(CommandTimeoutException.class, getfd);
        assertThat(closed).isEqualTo(List.of(7));
    }

    @Test
    void isClosedWithTheConnection() {
        fillWindow();
        var getfd = getfd();
        peer.close();
        failure(ConnectionLostException.class, getfd);
        assertThat(closed).isEqualTo(List.of(7));
    }

    @Test
    void isClosedByAClientThatIsClosed() {
        client.close();
        peer.loop().runPending();
        var getfd = getfd();
        peer.loop().runPending();
        failure(WrongStateException.class, getfd);
    }

    @Test
    void isClosedIfItsCommandIsNone() {
        record Nameless() implements Command<QmpValue> {}

        failure(
                IllegalArgumentException.class,
                client.execute(new Nameless(), CallOptions.DEFAULT.withDescriptor(descriptor)));
    }

    @Test
    void isGoodForOneCommand() {
        CallOptions call = CallOptions.DEFAULT.withDescriptor(descriptor);
        getfd(call);
        peer.answer("{}");
        peer.closeDescriptors();
        var again = getfd(call);
        peer.loop().runPending();
        assertThat(failure(WrongStateException.class, again).getMessage().contains("closed file descriptor 7"))
                .isTrue();
        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void isRefusedWhereItCannotPass() {
        peer.refuseDescriptors();
        var getfd = getfd();
        peer.loop().runPending();
        WrongStateException refused = failure(WrongStateException.class, getfd);
        assertThat(refused.getMessage().startsWith("getfd was not sent: "))
                .as(refused.getMessage())
                .isTrue();
        assertThat(peer.requested()).isEmpty();
        client.execute("query-status", QmpObject.EMPTY);
        assertThat(peer.requested()).isEqualTo(List.of("query-status"));
    }

    @Test
    void whatWaitedBehindADescriptorIsUnsent() {
        getfd();
        FileDescriptor second = new FileDescriptor(8, number -> {});
        var behind = getfd(CallOptions.DEFAULT.withDescriptor(second));
        var last = client.execute("query-status", QmpObject.EMPTY);
        assertThat(peer.requested()).isEqualTo(List.of("getfd"));
        peer.close();

        assertThat(failure(ConnectionLostException.class, behind).notSent()).isTrue();
        assertThat(failure(ConnectionLostException.class, last).notSent()).isTrue();
    }
}
