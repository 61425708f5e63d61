package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Request;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.api.wire.WireCodec;
import io.qmp.testkit.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A QEMU for the tests of clients: it greets, negotiates and behaves as QEMU does, and answers commands as the test
 * declares.
 *
 * <pre>{@code
 * try (FakeQemu qemu = FakeQemu.builder().schema(QemuSchema.V10_0).start()) {
 *     qemu.expect("stop").emits("STOP").returns();
 *     qemu.stub("query-status").returns("{'status': 'paused', 'running': false}");
 *     new Manager(qemu.address()).pause();
 *     assertEquals("stop", qemu.take().command());
 * }
 * }</pre>
 *
 * <p>A command is answered by the next expectation if that matches it, else by the latest stub that matches, else by a
 * plugin ({@link FakeQemuBuilder#machine}) or a transcript ({@link FakeQemuBuilder#replay}). A command that nothing
 * answers is <em>unexpected</em>: it fails with a GenericError. {@link #close} throws if a command was unexpected, or
 * an expectation was not met.
 *
 * <p>With JUnit, {@link FakeQemuTest} and {@link FakeQemuExtension} make a fake for each test and close it.
 *
 * <p>Methods may be called on any thread, those of a fake in virtual time by one thread only.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class FakeQemu implements AutoCloseable {
    private static final Duration TAKE_LIMIT = Duration.ofSeconds(10);

    private final Time time;
    private final Declarations declarations;
    private final Script<Answer<?>> script = new Script<>();
    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final Optional<TemporarySocket> socket;
    private FakeSettings settings;
    private FakeServer server;
    private boolean closed;

    FakeQemu(FakeSettings settings) {
        this.settings = settings;
        this.time = settings.virtualTime() ? new VirtualTime() : new RealTime();
        this.declarations = new Declarations(WireCodec.installed(), settings.checked());
        this.socket = settings.virtualTime() || settings.address() != null
                ? Optional.empty()
                : Optional.of(new TemporarySocket());
        this.server = socket.map(own -> own.keepIfStarted(() -> startServer(Optional.of(own.address()))))
                .orElseGet(() -> startServer(Optional.ofNullable(settings.address())));
    }

    private FakeServer startServer(Optional<QmpAddress> where) {
        Introspection introspection = new Introspection(
                Optional.ofNullable(settings.schema()), WireCodec.installed().newBinder(CompatPolicy.ACCEPT));
        List<QmpPlugin> plugins = new ArrayList<>();
        plugins.add(new FakePlugin(script, journal, introspection, settings.replay() == null));
        if (settings.replay() != null) {
            plugins.add(settings.replay().get().onUnexpected(script::unexpected));
        }
        settings.plugins().forEach(source -> plugins.add(source.get()));
        return new FakeServer(settings, time, where, plugins, faults);
    }

    /** {@return a builder} */
    public static FakeQemuBuilder builder() {
        return new FakeQemuBuilder();
    }

    /**
     * {@return where it listens, with the real port}
     *
     * @throws IllegalStateException in virtual time
     */
    public synchronized QmpAddress address() {
        return server.address();
    }

    /**
     * {@return the client's end of a new connection within the process} Its loop is that of the fake. Clients there do
     * not wait for each other.
     */
    public synchronized Connection connection() {
        return server.connection();
    }

    /**
     * Expects a command, with any arguments, behind all that was expected before.
     *
     * @return its answer
     * @throws IllegalArgumentException if the schema does not have the command
     */
    public Answer<QmpValue> expect(String command) {
        return answer(declarations.call(command), script::expect);
    }

    /**
     * Expects a command with these arguments, behind all that was expected before.
     *
     * @param command the command
     * @param arguments JSON in QMP's dialect
     * @return its answer
     * @throws IllegalArgumentException if {@code arguments} is no JSON object, or command and arguments do not fit the
     *     schema
     */
    public Answer<QmpValue> expect(String command, String arguments) {
        return answer(declarations.call(command, declarations.object(arguments)), script::expect);
    }

    /** As {@link #expect(String, String)}, with a command of a type. */
    public <R> Answer<R> expect(Command<R> command) {
        return answer(command, script::expect);
    }

    /**
     * Answers a command, with any arguments, at any time and any number of times.
     *
     * @return its answer
     * @throws IllegalArgumentException if the schema does not have the command
     */
    public Answer<QmpValue> stub(String command) {
        return answer(declarations.call(command), script::stub);
    }

    /**
     * Answers a command with these arguments, at any time and any number of times.
     *
     * @param command the command
     * @param arguments JSON in QMP's dialect
     * @return its answer
     * @throws IllegalArgumentException as {@link #expect(String, String)}
     */
    public Answer<QmpValue> stub(String command, String arguments) {
        return answer(declarations.call(command, declarations.object(arguments)), script::stub);
    }

    /** As {@link #stub(String, String)}, with a command of a type. */
    public <R> Answer<R> stub(Command<R> command) {
        return answer(command, script::stub);
    }

    private Answer<QmpValue> answer(Call call, Consumer<Answer<?>> where) {
        return answer(call, Function.identity(), where);
    }

    private <R> Answer<R> answer(Command<R> command, Consumer<Answer<?>> where) {
        return answer(declarations.call(command), result -> declarations.result(command, result), where);
    }

    private <R> Answer<R> answer(Call call, Function<R, QmpValue> writer, Consumer<Answer<?>> where) {
        Answer<R> answer = new Answer<>(call, Place.ofCaller(), declarations, writer);
        where.accept(answer);
        return answer;
    }

    /** Sends an event without data to all clients. */
    public void emit(String event) {
        emit(declarations.happening(event, QmpObject.EMPTY));
    }

    /**
     * Sends an event to all clients.
     *
     * @param event its name
     * @param data JSON in QMP's dialect
     * @throws IllegalArgumentException if {@code data} is no JSON object, or the event does not fit the schema
     */
    public void emit(String event, String data) {
        emit(declarations.happening(event, declarations.object(data)));
    }

    /** As {@link #emit(String, String)}, with an event of a type. */
    public void emit(EventData event) {
        emit(declarations.happening(event));
    }

    private synchronized void emit(Happening happening) {
        var context = server.context();
        context.emit(happening.at(context.clock().instant()));
        time.run();
    }

    /**
     * Takes the oldest request that was received and not taken, answered or not; waits for it no longer than ten
     * seconds, in virtual time not at all.
     *
     * @throws AssertionError if there is none
     */
    public Request take() {
        return take(settings.virtualTime() ? Duration.ZERO : TAKE_LIMIT);
    }

    /**
     * Takes the oldest request that was received and not taken, answered or not.
     *
     * @param limit how long to wait for it; virtual time passes that long if there is none
     * @throws AssertionError if there is none
     */
    public Request take(Duration limit) {
        return time.take(journal, limit)
                .orElseThrow(() -> new AssertionError("no command was received within " + limit));
    }

    /** Takes all requests that were received and not taken, without waiting. */
    public List<Request> takeAll() {
        time.run();
        return journal.all();
    }

    /**
     * Lets virtual time pass, and runs what is due.
     *
     * @throws IllegalStateException if time is real
     */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /** {@return how many clients are connected and served} */
    public synchronized int sessions() {
        time.run();
        return server.sessions();
    }

    /** {@return what goes wrong between this fake and its clients; nothing, unless the test says so} */
    public Faults faults() {
        return faults;
    }

    /** Ends as a QEMU that is killed: all connections are closed, and nothing listens until {@link #restart}. */
    public synchronized void stop() {
        server.stop();
    }

    /** Does {@link #stop}, and leaves the file of the unix socket behind, as a process that is killed does. */
    public synchronized void stopLeavingSocketFile() {
        server.stop();
        TemporarySocket.leaveFile(UnixAddress.of(server.address()).path());
    }

    /** Ends as a QEMU that is killed and starts anew at the same address. What was declared and received stays. */
    public synchronized void restart() {
        QmpAddress where = settings.virtualTime() ? null : server.address();
        server.stop();
        server = startServer(Optional.ofNullable(where));
    }

    /** Restarts as another version, with its schema. */
    public synchronized void restart(QemuSchema version) {
        settings = settings.as(version.version(), version.read());
        declarations.check(settings.checked());
        restart();
    }

    /**
     * Checks that no command was unexpected and every expectation was met.
     *
     * @throws AssertionError otherwise; its message lists all commands with the nearest declaration and the difference
     */
    public void verify() {
        time.run();
        List<String> problems = script.problems();
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
    }

    /** Forgets all that was declared and received. */
    public void reset() {
        script.clear();
        journal.all();
    }

    /**
     * Ends the fake and closes all connections, then does {@link #verify}. Has no effect if it was called before.
     *
     * @throws AssertionError as {@link #verify}, or if the fake left a session or timer behind
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                server.stop();
            } finally {
                socket.ifPresent(TemporarySocket::remove);
            }
            if (server.sessions() > 0 || time.timers() > 0) {
                throw new AssertionError(server.sessions() + " sessions and " + time.timers() + " timers are left");
            }
        }
        verify();
    }
}
