package io.qmp.api.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalConnectionTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH, failures::add);
    private final LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();
    private final List<Integer> closed = new ArrayList<>();

    @Test
    void deliversWhatWasFlushedInOrder() {
        listen();
        write(ends.first(), "a");
        write(ends.first(), "b");
        loop.runPending();
        assertThat(server.seen).isEmpty();

        ends.first().flush();
        loop.runPending();
        assertThat(server.seen).isEqualTo(List.of("a", "b"));
        assertThat(ends.first().pendingBytes()).isEqualTo(0);
    }

    @Test
    void keepsWhatArrivesBeforeAnybodyListens() {
        write(ends.first(), "early");
        ends.first().flush();
        loop.runPending();
        assertThat(ends.first().pendingBytes()).isEqualTo(5);

        listen();
        loop.runPending();
        assertThat(server.seen).isEqualTo(List.of("early"));
    }

    @Test
    void aHandlerThatIsSetAfterTheEndHearsOfTheEndOnce() {
        ends.second().handler(server);
        ends.second().close();
        loop.runPending();
        ends.first().handler(client);
        loop.runPending();
        ends.first().resume();
        loop.runPending();

        assertThat(client.seen).isEqualTo(List.of("closed"));
    }

    @Test
    void holdsBytesBackWhilePaused() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.first().flush();
        loop.runPending();
        assertThat(server.seen).isEmpty();

        ends.second().resume();
        loop.runPending();
        assertThat(server.seen).isEqualTo(List.of("x"));
    }

    @Test
    void closingDeliversWhatWasWrittenFirst() {
        listen();
        write(ends.first(), "last words");
        ends.first().close();
        write(ends.first(), "too late");
        loop.runPending();

        assertThat(server.seen).isEqualTo(List.of("last words", "input ended", "closed"));
        assertThat(client.seen).isEqualTo(List.of("closed"));
    }

    @Test
    void closingWaitsForAPausedReader() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.first().close();
        loop.runPending();
        assertThat(client.seen).isEmpty();

        ends.second().resume();
        loop.runPending();
        assertThat(server.seen).isEqualTo(List.of("x", "input ended", "closed"));
        assertThat(client.seen).isEqualTo(List.of("closed"));
    }

    @Test
    void aHalfClosedConnectionStillCarriesTheOtherWay() {
        listen();
        write(ends.first(), "question");
        ends.first().shutdownOutput();
        loop.runPending();
        write(ends.second(), "answer");
        ends.second().close();
        loop.runPending();

        assertThat(server.seen).isEqualTo(List.of("question", "input ended", "closed"));
        assertThat(client.seen).isEqualTo(List.of("answer", "input ended", "closed"));
    }

    @Test
    void abortingLosesWhatWasWritten() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.first().flush();
        ends.first().abort();
        ends.first().abort();
        loop.runPending();

        assertThat(server.seen).isEqualTo(List.of("input ended", "closed"));
        assertThat(client.seen).isEqualTo(List.of("closed"));
    }

    @Test
    void carriesDescriptors() {
        FileDescriptor descriptor = descriptor(3);
        List<FileDescriptor> received = new ArrayList<>();
        ends.first().handler(client);
        ends.second().handler(new Recorder() {
            @Override
            public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
                received(bytes);
                received.addAll(descriptors);
            }
        });
        write(ends.first(), "before");
        ends.first().write(bytes("with"), List.of(descriptor));
        ends.first().flush();
        loop.runPending();

        assertThat(received).isEqualTo(List.of(descriptor));
        assertThat(closed).isEmpty();
    }

    @Test
    void descriptorsThatNobodyTakesAreClosed() {
        listen();
        ends.first().write(bytes("x"), List.of(descriptor(1), descriptor(2)));
        ends.first().flush();
        loop.runPending();

        assertThat(server.seen).isEqualTo(List.of("x"));
        assertThat(closed).isEqualTo(List.of(1, 2));
    }

    @Test
    void descriptorsThatAreLostAreClosed() {
        listen();
        ends.second().pause();
        ends.first().write(bytes("x"), List.of(descriptor(1)));
        ends.first().flush();
        ends.first().write(bytes("y"), List.of(descriptor(2)));
        ends.first().abort();
        ends.first().write(bytes("z"), List.of(descriptor(3)));
        loop.runPending();

        assertThat(closed).isEqualTo(List.of(2, 1, 3));
    }

    @Test
    void descriptorsThatCannotBeSentAreClosed() {
        List<FileDescriptor> many = new ArrayList<>();
        for (int i = 0; i <= Connection.MOST_DESCRIPTORS; i++) {
            many.add(descriptor(i));
        }
        FileDescriptor used = descriptor(100);
        used.close();

        assertThatThrownBy(() -> ends.first().write(bytes("x"), many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ends.first().write(bytes(""), List.of(descriptor(101))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ends.first().write(bytes("x"), List.of(descriptor(102), used)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed.size()).isEqualTo(many.size() + 3);
        assertThat(ends.first().pendingBytes()).isEqualTo(0);
    }

    @Test
    void aHandlerThatThrowsLosesItsConnection() {
        assertThat(causeIfReceivingThrows(new IllegalStateException("thrown"))).isEqualTo("thrown");
        assertThat(causeIfReceivingThrows(new StackOverflowError("deep"))).isEqualTo("deep");
        assertThat(causeIfReceivingThrows(new IOException("checked"))).isEqualTo("checked");
    }

    private String causeIfReceivingThrows(Throwable failure) {
        LocalConnection.Ends some = LocalConnection.open(loop, "client", "server");
        Recorder there = new Recorder();
        Thrower thrower = new Thrower("received", failure);
        some.first().handler(there);
        some.second().handler(thrower);
        write(some.second(), "lost");
        write(some.first(), "a");
        write(some.first(), "after that");
        some.first().flush();
        loop.runPending();

        assertThat(thrower.seen).isEqualTo(List.of("received", "closed"));
        assertThat(there.seen).isEqualTo(List.of("input ended", "closed"));
        assertThat(there.cause).isNull();
        assertThat(failures).as("for the loop").isEmpty();
        return Objects.requireNonNull(thrower.cause).getMessage();
    }

    @Test
    void aHandlerThatThrowsForDescriptorsOrTheEndOfInputLosesItsConnection() {
        for (String call : List.of("descriptors", "input ended")) {
            LocalConnection.Ends some = LocalConnection.open(loop, "client", "server");
            Recorder there = new Recorder();
            Thrower thrower = new Thrower(call, new IllegalStateException(call));
            some.first().handler(there);
            some.second().handler(thrower);
            some.first().write(bytes("x"), List.of(descriptor(1)));
            some.first().shutdownOutput();
            loop.runPending();

            assertThat(thrower.cause).hasMessage(call);
            assertThat(there.seen).endsWith("closed");
        }
        assertThat(failures).as("for the loop").isEmpty();
    }

    @Test
    void aHandlerThatThrowsWhenDrainedLosesItsConnectionAfterThePeerHasReadAll() {
        Thrower thrower = new Thrower("drained", new IllegalStateException("thrown"));
        ends.first().handler(thrower);
        ends.second().handler(server);
        write(ends.first(), "x");
        ends.first().flush();
        loop.runPending();

        assertThat(server.seen).isEqualTo(List.of("x", "input ended", "closed"));
        assertThat(thrower.cause).hasMessage("thrown");
        assertThat(failures).as("for the loop").isEmpty();
    }

    @Test
    void theOtherEndClosesThoughAHandlerThrowsAtTheEnd() {
        Thrower thrower = new Thrower("closed", new IllegalStateException("thrown"));
        ends.first().handler(thrower);
        ends.second().handler(server);
        ends.first().close();
        loop.runPending();

        assertThat(thrower.seen).isEqualTo(List.of("closed"));
        assertThat(server.seen).isEqualTo(List.of("input ended", "closed"));
        assertThat(failures).as("for the loop").isEmpty();
    }

    @Test
    void whatArrivesAfterClosingIsDropped() {
        listen();
        ends.second().pause();
        write(ends.first(), "x");
        ends.second().write(bytes("before"), List.of(descriptor(1)));
        ends.second().flush();
        ends.first().close();
        ends.second().write(bytes("after"), List.of(descriptor(2)));
        ends.second().flush();
        ends.second().shutdownOutput();
        loop.runPending();
        assertThat(client.seen).isEmpty();
        assertThat(closed).isEqualTo(List.of(1, 2));
        assertThat(ends.second().pendingBytes()).isZero();

        ends.second().resume();
        loop.runPending();
        assertThat(server.seen).isEqualTo(List.of("x", "input ended", "closed"));
        assertThat(client.seen).isEqualTo(List.of("closed"));
    }

    private FileDescriptor descriptor(int number) {
        return new FileDescriptor(number, closed::add);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private void listen() {
        ends.first().handler(client);
        ends.second().handler(server);
    }

    private static void write(Connection connection, String text) {
        connection.write(bytes(text));
    }

    private static class Recorder implements ConnectionHandler {
        final List<String> seen = new ArrayList<>();

        @Nullable
        Throwable cause;

        @Override
        public void received(ByteBuffer bytes) {
            seen.add(US_ASCII.decode(bytes).toString());
        }

        @Override
        public void inputEnded() {
            seen.add("input ended");
        }

        @Override
        public void closed(@Nullable Throwable reason) {
            cause = reason;
            seen.add("closed");
        }
    }

    /** Throws in one call. */
    private static final class Thrower extends Recorder {
        private final String call;
        private final Throwable failure;

        Thrower(String call, Throwable failure) {
            this.call = call;
            this.failure = failure;
        }

        private void called(String name) {
            seen.add(name);
            if (name.equals(call)) {
                throwAny(failure);
            }
        }

        @SuppressWarnings("unchecked") // a compiler for another language would let it pass, too
        private static <X extends Throwable> void throwAny(Throwable failure) throws X {
            throw (X) failure;
        }

        @Override
        public void received(ByteBuffer bytes) {
            called("received");
        }

        @Override
        public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
            descriptors.forEach(FileDescriptor::close);
            called("descriptors");
        }

        @Override
        public void inputEnded() {
            called("input ended");
        }

        @Override
        public void drained() {
            if (call.equals("drained")) {
                called("drained");
            }
        }

        @Override
        public void closed(@Nullable Throwable reason) {
            cause = reason;
            called("closed");
        }
    }
}
