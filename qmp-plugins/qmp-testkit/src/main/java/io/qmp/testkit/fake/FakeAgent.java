package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.WireCodec;
import io.qmp.testkit.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest agent for the tests of its clients. It does not greet, answers {@code guest-sync} and {@code
 * guest-sync-delimited}, {@code guest-ping} and {@code guest-info} by itself, and other commands as the test declares.
 *
 * <pre>{@code
 * try (FakeAgent agent = FakeAgent.builder().start()) {
 *     agent.stub("guest-get-host-name").returns("{'host-name': 'vm'}");
 *     agent.expect("guest-shutdown").never();
 *     new Guest(agent.address()).shutDown();
 * }
 * }</pre>
 *
 * <p>Expectations, stubs, {@code take} and what is unexpected are those of {@link FakeQemu}. Declared commands must be
 * commands of the agent; arguments and results are not checked, as agents do not describe them.
 *
 * <p>Methods may be called on any thread, those of a fake in virtual time by one thread only.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class FakeAgent implements AutoCloseable {
    private static final Duration TAKE_LIMIT = Duration.ofSeconds(10);

    private final AgentCommands commands;
    private final Declarations declarations = new Declarations(WireCodec.installed(), null);
    private final boolean lenient;
    private final Script<AgentAnswer> script = new Script<>();
    private final Journal journal = new Journal();
    private final Faults faults = new Faults();
    private final AgentSessions sessions = new AgentSessions(this::answer);
    private final AgentHome home;
    private final boolean virtualTime;
    private final Optional<QmpAddress> address;
    private boolean closed;

    FakeAgent(AgentCommands commands, boolean lenient, boolean virtualTime, @Nullable QmpAddress where) {
        this.commands = commands;
        this.lenient = lenient;
        this.virtualTime = virtualTime;
        this.home = virtualTime ? AgentHome.inVirtualTime() : AgentHome.atSocket(where);
        this.address = home.open(this::accept);
    }

    /** {@return a builder} */
    public static FakeAgentBuilder builder() {
        return new FakeAgentBuilder();
    }

    private void accept(Connection connection) {
        sessions.accept(faults.wrap(connection));
    }

    /**
     * {@return where it listens, with the real port}
     *
     * @throws IllegalStateException in virtual time
     */
    public QmpAddress address() {
        return address.orElseThrow(
                () -> new IllegalStateException("a fake in virtual time listens nowhere: use connection()"));
    }

    /** {@return the client's end of a new connection within the process} Its loop is that of the fake. */
    public Connection connection() {
        return home.connection(this::accept);
    }

    /**
     * Expects a command, with any arguments, behind all that was expected before.
     *
     * @return its answer
     * @throws IllegalArgumentException if the agent does not have the command
     */
    public AgentAnswer expect(String command) {
        return declare(command, null, script::expect);
    }

    /**
     * Expects a command with these arguments, behind all that was expected before.
     *
     * @param command the command
     * @param arguments JSON in QMP's dialect
     * @return its answer
     * @throws IllegalArgumentException if {@code arguments} is no JSON object, or the agent does not have the command
     */
    public AgentAnswer expect(String command, String arguments) {
        return declare(command, declarations.object(arguments), script::expect);
    }

    /**
     * Answers a command, with any arguments, at any time and any number of times.
     *
     * @return its answer
     * @throws IllegalArgumentException if the agent does not have the command
     */
    public AgentAnswer stub(String command) {
        return declare(command, null, script::stub);
    }

    /**
     * Answers a command with these arguments, at any time and any number of times.
     *
     * @param command the command
     * @param arguments JSON in QMP's dialect
     * @return its answer
     * @throws IllegalArgumentException as {@link #expect(String, String)}
     */
    public AgentAnswer stub(String command, String arguments) {
        return declare(command, declarations.object(arguments), script::stub);
    }

    private AgentAnswer declare(String command, @Nullable QmpObject arguments, Consumer<AgentAnswer> where) {
        if (!lenient) {
            commands.require(command);
        }
        AgentAnswer answer = new AgentAnswer(new Call(command, arguments), Place.ofCaller(), declarations);
        where.accept(answer);
        return answer;
    }

    /**
     * Disables a command, as the options of an agent do: it fails, and {@code guest-info} says so.
     *
     * @throws IllegalArgumentException if the agent does not have the command
     */
    public void disable(String command) {
        commands.require(command);
        commands.disable(command);
    }

    /**
     * Sends a text before the next reply, as an agent does that has not sent all of an earlier one. It is sent as it
     * is, one character a byte.
     */
    public void junk(String text) {
        home.run(() -> sessions.junk(text));
    }

    /** Ends all connections and starts anew at the same address. What was declared and received stays. */
    public void restart() {
        home.run(sessions::restart);
    }

    private Optional<Reply> answer(Request request) {
        journal.received(request);
        if (commands.isDisabled(request.command())) {
            return Optional.of(AgentCommands.disabled(request));
        }
        Optional<AgentAnswer> declared = script.take(request);
        if (declared.isPresent()) {
            return declared.get().reply(request);
        }
        return commands.answer(request).or(() -> {
            script.unexpected(request);
            return Optional.of(commands.unexpected(request));
        });
    }

    /** As {@link FakeQemu#take()}. */
    public Request take() {
        return take(virtualTime ? Duration.ZERO : TAKE_LIMIT);
    }

    /** As {@link FakeQemu#take(Duration)}. */
    public Request take(Duration limit) {
        return home.time()
                .take(journal, limit)
                .orElseThrow(() -> new AssertionError("no command was received within " + limit));
    }

    /** Takes all requests that were received and not taken, without waiting. */
    public List<Request> takeAll() {
        home.time().run();
        return journal.all();
    }

    /**
     * Lets virtual time pass, and runs what is due.
     *
     * @throws IllegalStateException if time is real
     */
    public void advance(Duration duration) {
        home.time().advance(duration);
    }

    /** {@return what goes wrong between this fake and its clients; nothing, unless the test says so} */
    public Faults faults() {
        return faults;
    }

    /**
     * Checks that no command was unexpected and every expectation was met.
     *
     * @throws AssertionError otherwise, as {@link FakeQemu#verify}
     */
    public void verify() {
        home.time().run();
        List<String> problems = script.problems();
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
    }

    /**
     * Ends the fake and closes all connections, then does {@link #verify}. Has no effect if it was called before.
     *
     * @throws AssertionError as {@link #verify}, or if a timer is left
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        home.run(sessions::restart);
        home.close();
        if (home.time().timers() > 0) {
            throw new AssertionError(home.time().timers() + " timers are left");
        }
        verify();
    }
}
