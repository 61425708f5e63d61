package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
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
    private final QmpClient client = ScriptedPeer.running(peer, QmpClient.builder());
    private final List<Integer> closed = new ArrayList<>();
    private final FileDescriptor descriptor = new FileDescriptor(7, closed::add);

    @AfterEach
    void isClosedOnce() {
        client.close();
        peer.loop.runPending();
        assertEquals(List.of(7), closed);
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
        assertEquals(List.of("query-status", "getfd", "query-status"), peer.requested());
        assertEquals(List.of("getfd"), peer.described());
        peer.next();
        peer.answer("{}");
        assertEquals(QmpObject.EMPTY, getfd.join());
    }

    @Test
    void isSentByTypedCommands() {
        client.execute(new TestCommands.Echo("a", null), CallOptions.OUT_OF_BAND.withDescriptor(descriptor));
        assertEquals(1, peer.requested().size());
        assertEquals(1, peer.described().size());
    }

    @Test
    void waitsWithItsCommand() {
        fillWindow();
        getfd();
        assertEquals(8, peer.requested().size());
        assertEquals(List.of(), closed);

        peer.answer("{}");
        assertEquals(List.of("getfd"), peer.described());
    }

    /** A QEMU that reads ahead would lose the first. */
    @Test
    void waitsForTheOneBefore() {
        getfd();
        FileDescriptor second = new FileDescriptor(8, number -> {});
        getfd(CallOptions.DEFAULT.withDescriptor(second));
        client.execute("query-status", QmpObject.EMPTY);
        assertEquals(List.of("getfd"), peer.requested());

        peer.answer("{}");
        assertEquals(List.of("getfd", "query-status"), peer.requested());
        assertEquals(List.of("getfd", "getfd"), peer.described());
    }

    @Test
    void isNotSentByACommandThatWasGivenUp() {
        fillWindow();
        getfd().cancel(false);
        assertEquals(List.of(7), closed);

        peer.answer("{}");
        assertEquals(List.of(), peer.described());
        assertEquals(7, peer.requested().size());
    }

    @Test
    void isNotSentByACommandThatWasGivenUpAtOnce() throws Exception {
        CompletableFuture<QmpValue> getfd =
                CompletableFuture.supplyAsync(this::getfd).get();
        getfd.cancel(false);

        assertEquals(List.of(), peer.requested());
    }

    @Test
    void isClosedWhenItsCommandHasWaitedTooLong() {
        fillWindow();
        var getfd = getfd(CallOptions.DEFAULT.withDescriptor(descriptor).withHardLimit(LIMIT));
        peer.pass(LIMIT);
        failure(CommandTimeoutException.class, getfd);
        assertEquals(List.of(7), closed);
    }

    @Test
    void isClosedWithTheConnection() {
        fillWindow();
        var getfd = getfd();
        peer.close();
        failure(ConnectionLostException.class, getfd);
        assertEquals(List.of(7), closed);
    }

    @Test
    void isClosedByAClientThatIsClosed() {
        client.close();
        peer.loop.runPending();
        var getfd = getfd();
        peer.loop.runPending();
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
        peer.loop.runPending();
        assertTrue(failure(WrongStateException.class, again).getMessage().contains("closed file descriptor 7"));
        assertEquals(List.of(), peer.requested());
    }

    @Test
    void isRefusedWhereItCannotPass() {
        peer.refuseDescriptors();
        var getfd = getfd();
        peer.loop.runPending();
        WrongStateException refused = failure(WrongStateException.class, getfd);
        assertTrue(refused.getMessage().startsWith("getfd was not sent: "), refused.getMessage());
        assertEquals(List.of(), peer.requested());
        client.execute("query-status", QmpObject.EMPTY);
        assertEquals(List.of("query-status"), peer.requested());
    }

    @Test
    void whatWaitedBehindADescriptorIsUnsent() {
        getfd();
        FileDescriptor second = new FileDescriptor(8, number -> {});
        var behind = getfd(CallOptions.DEFAULT.withDescriptor(second));
        var last = client.execute("query-status", QmpObject.EMPTY);
        assertEquals(List.of("getfd"), peer.requested());
        peer.close();

        assertTrue(failure(ConnectionLostException.class, behind).notSent());
        assertTrue(failure(ConnectionLostException.class, last).notSent());
    }
}
