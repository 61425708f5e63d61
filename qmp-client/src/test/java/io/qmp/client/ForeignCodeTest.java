package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.spi.ClientMetrics;
import io.qmp.client.spi.TrafficTap;
import io.qmp.contracts.ScriptedPeer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the user's own code throws costs a log record, not the connection. */
class ForeignCodeTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final Records records = new Records();

    static Stream<Supplier<Throwable>> failures() {
        return Stream.of(
                () -> new IllegalStateException("foreign"),
                () -> new AssertionError("foreign"),
                () -> new StackOverflowError("foreign"),
                () -> new OutOfMemoryError("foreign"),
                () -> new NoClassDefFoundError("foreign"),
                () -> new Exception("foreign"));
    }

    private static <X extends Throwable> void raise(Supplier<Throwable> failure) throws X {
        @SuppressWarnings("unchecked") // checked ones, too: what foreign code throws obeys no compiler
        X thrown = (X) failure.get();
        throw thrown;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverIsThrownTheClientGoesOn(Supplier<Throwable> failure) {
        QmpClientBuilder builder = QmpClient.builder()
                .loggers(name -> records)
                .metrics(metrics(failure))
                .stateListener((before, now, cause) -> ForeignCodeTest.<RuntimeException>raise(failure))
                .callListener(call -> {
                    ForeignCodeTest.<RuntimeException>raise(failure);
                    return end -> {};
                })
                .callListener(call -> end -> ForeignCodeTest.<RuntimeException>raise(failure))
                .eventListener(new FailingListener(failure))
                .tap(new TrafficTap() {
                    @Override
                    public void sent(QmpMessage message) {
                        ForeignCodeTest.<RuntimeException>raise(failure);
                    }

                    @Override
                    public void received(QmpMessage message) {
                        ForeignCodeTest.<RuntimeException>raise(failure);
                    }
                });
        QmpClient client = Clients.running(peer, builder);
        List<Event> heard = new ArrayList<>();
        client.listen(event -> ForeignCodeTest.<RuntimeException>raise(failure));
        client.subscribe(
                event -> {
                    ForeignCodeTest.<RuntimeException>raise(failure);
                    return true;
                },
                EventBuffer.DEFAULT);
        client.subscribe().subscribe(new Failing(failure));
        client.listen(heard::add);
        for (int i = 0; i < 100; i++) {
            peer.event("X");
        }
        var command = client.execute("query-x", QmpObject.EMPTY);
        command.whenComplete((result, thrown) -> ForeignCodeTest.<RuntimeException>raise(failure));
        peer.answer("1");

        assertThat(command.join()).isEqualTo(QmpValue.of(1));
        assertThat(heard.size()).isEqualTo(100);
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        assertThat(records.texts.stream().anyMatch(text -> text.contains("a listener to events has failed")))
                .isTrue();
        assertThat(records.texts.size() < 100)
                .as(records.texts.size() + " records")
                .isTrue();
        client.close();
        peer.loop().runPending();
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void aLoggerThatFailsIsPassedOver() {
        QmpClient client = Clients.running(
                peer,
                QmpClient.builder()
                        .loggers(name -> name.endsWith("wire") ? new Records() : new FailingLogger())
                        .eventListener(event -> {
                            throw new AssertionError("foreign");
                        }));
        peer.event("X");
        peer.send("rubbish\r\n");
        var command = client.execute("query-x", QmpObject.EMPTY);
        peer.answer("1");

        assertThat(command.join()).isEqualTo(QmpValue.of(1));
    }

    @Test
    void aResultThatDoesNotFitNamesTheCommand() {
        QmpClient client = Clients.running(peer, QmpClient.builder());
        var echo = client.execute(new TestCommands.Echo("a", null));
        peer.answer("[]");

        String message = Expect.failure(BindingException.class, echo).getMessage();
        assertThat(message.contains("the result of echo does not fit its type"))
                .as(message)
                .isTrue();
    }

    @Test
    void aThreadWithoutContextLoaderMakesAClient() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            QmpClient client = Clients.running(peer, QmpClient.builder());
            assertThat(client).isNotNull();
            assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receiversOfOneCallCostARecord(Supplier<Throwable> failure) {
        QmpClient client = Clients.running(peer, QmpClient.builder().loggers(name -> records));
        var lenient = client.execute(
                new TestCommands.Echo("a", null),
                CallOptions.DEFAULT.withLenience(departure -> ForeignCodeTest.<RuntimeException>raise(failure)));
        peer.answer("{\"text\": \"b\", \"more\": 1}");
        var raw = client.send(
                new Request("query-x", QmpObject.EMPTY, null, false),
                CallOptions.DEFAULT.withReplyText(text -> ForeignCodeTest.<RuntimeException>raise(failure)));
        peer.answer("1");

        assertThat(lenient.join()).isEqualTo(new TestCommands.Echoed("b"));
        assertThat(raw.join()).isInstanceOf(Reply.Success.class);
        assertThat(records.texts)
                .anyMatch(text -> text.contains("a listener to lenient reading has failed"))
                .anyMatch(text -> text.contains("a receiver of a reply's text has failed"));
    }

    /** A command whose accessor throws what a test has set. */
    @CommandName("sneaky")
    public record Sneaky(String text) implements Command<Nothing> {
        private static final ThreadLocal<Supplier<Throwable>> THROWN = new ThreadLocal<>();

        @Override
        public String text() {
            ForeignCodeTest.<RuntimeException>raise(THROWN.get());
            return text;
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aCommandThatCannotBeWrittenFailsByItsFutureAndClosesItsDescriptor(Supplier<Throwable> failure) {
        QmpClient client = Clients.running(peer, QmpClient.builder());
        Sneaky.THROWN.set(failure);
        List<Integer> closed = new ArrayList<>();
        var command =
                client.execute(new Sneaky("x"), CallOptions.DEFAULT.withDescriptor(new FileDescriptor(7, closed::add)));

        assertThat(command).isCompletedExceptionally();
        assertThat(closed).containsExactly(7);
        assertThat(peer.requested()).isEmpty();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    /** Metrics of which every method throws. */
    private static ClientMetrics metrics(Supplier<Throwable> failure) {
        return (ClientMetrics) Proxy.newProxyInstance(
                ForeignCodeTest.class.getClassLoader(), new Class<?>[] {ClientMetrics.class}, (self, method, given) -> {
                    throw failure.get();
                });
    }

    /** A listener of which every method throws. */
    private record FailingListener(Supplier<Throwable> failure) implements EventListener {
        @Override
        public void event(Event event) {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }

        @Override
        public void lost(QmpException cause) {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }

        @Override
        public void reconnected() {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }

        @Override
        public void ended(Optional<QmpException> cause) {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }
    }

    private record Failing(Supplier<Throwable> failure) implements Flow.Subscriber<EventNotice<Event>> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(EventNotice<Event> notice) {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }

        @Override
        public void onError(Throwable cause) {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }

        @Override
        public void onComplete() {
            ForeignCodeTest.<RuntimeException>raise(failure);
        }
    }

    private static class Records implements System.Logger {
        final List<String> texts = new ArrayList<>();

        @Override
        public String getName() {
            return "records";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                texts.add(text);
            }
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... arguments) {
            if (isLoggable(level)) {
                texts.add(format);
            }
        }
    }

    private static final class FailingLogger extends Records {
        @Override
        public boolean isLoggable(Level level) {
            throw new AssertionError("foreign");
        }
    }
}
