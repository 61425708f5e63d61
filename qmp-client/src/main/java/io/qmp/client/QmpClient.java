package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.command.Command;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.event.EventData;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.command.CommandTime;
import io.qmp.client.command.PendingCommand;
import io.qmp.client.command.RawCommand;
import io.qmp.client.command.ResultReader;
import io.qmp.client.command.SchemaPreflight;
import io.qmp.client.command.SubmissionQueue;
import io.qmp.client.composition.ClientFactory;
import io.qmp.client.connection.ConnectionManager;
import io.qmp.client.event.EventHub;
import io.qmp.client.observe.CallWatch;
import io.qmp.client.observe.Observation;
import io.qmp.client.spi.ClientGauges;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A client of one QMP server: executes commands, delivers events.
 *
 * <pre>{@code
 * QmpClient.connect(QmpAddress.parse("unix:/run/vm.qmp")).thenCompose(client -> client
 *         .execute("query-status", QmpObject.EMPTY)
 *         .thenAccept(System.out::println)
 *         .thenCompose(nothing -> client.close()));
 * }</pre>
 *
 * <p><strong>Threads.</strong> All methods may be called on any thread and return at once. Everything that belongs
 * to a client happens on one {@linkplain #loop() event loop}: futures complete there, listeners are called there.
 * What is done there must not block; take the {@code …Async} methods of futures, or {@link #blocking()} on a thread
 * of your own. A thread that waits for a command, by {@code get}, {@code join} or {@link #blocking()}, is woken when
 * all that the client has received at once has been dealt with: it finds all commands done whose replies came together.
 *
 * <p><strong>Order.</strong> Commands of one thread are sent in the order in which it executes them. Events are
 * delivered, and futures completed, in the order in which the peer sent them.
 *
 * <p><strong>Futures of commands</strong> complete with what the peer returned, or fail with
 *
 * <ul>
 *   <li>{@link io.qmp.api.error.CommandFailedException}: the peer answered with an error;
 *   <li>{@link io.qmp.api.error.CommandTimeoutException}: no answer within the hard limit; if the command was sent,
 *       it may still be carried out;
 *   <li>{@link io.qmp.api.error.ConnectionLostException}: the connection ended before the answer; if the command
 *       was sent, it may have been carried out;
 *   <li>{@link io.qmp.api.error.WrongStateException}: nothing was sent: the client is closed or about to reconnect,
 *       out-of-band execution was not agreed upon, or the connection does not pass file descriptors;
 *   <li>{@link io.qmp.api.error.PeerLacksException}: nothing was sent: the peer does not know the command or some
 *       argument, and the client was made to {@linkplain QmpClientBuilder#checkPeer check} that;
 *   <li>{@link IllegalArgumentException}: nothing was sent: the command's type is not described as
 *       {@link io.qmp.api.type} says, or its module does not open its package to the codec; the message says how;
 *   <li>{@link io.qmp.api.error.BindingException}: the answer does not fit the command's type;
 *   <li>{@link io.qmp.api.error.ProtocolViolationException}: the answer cannot be read, or the peer does not speak
 *       QMP.
 * </ul>
 *
 * <p>{@link io.qmp.api.error.QmpException#notSent} says whether a command never left the client: one that waited for
 * others to be answered when its time was over or the connection ended, or that was refused at once. Such a command is
 * not carried out.
 *
 * <p>A {@code quit} need not be answered: QEMU may end before it sends the reply. If it has sent the event SHUTDOWN
 * after the command was sent, and then ends the connection, the command has succeeded, and its future completes as if
 * the reply had come.
 *
 * <p>They may be cancelled: a command that was not sent is not sent then; the reply to one that was is dropped.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QmpClient {
    private final ClientOptions options;
    private final StateHolder states;
    private final ConnectionManager manager;
    private final SubmissionQueue submissions;
    private final EventHub events;
    private final Observation observation;
    private final ClientGauges gauges;
    private final EventLoop loop;
    private final Binder binder;

    QmpClient(ClientOptions options, StateHolder states, ClientFactory.Parts parts) {
        this.options = options;
        this.states = states;
        this.manager = parts.manager();
        this.submissions = manager.submissions();
        this.events = parts.context().events();
        this.observation = parts.context().observation();
        this.gauges = parts.context().gauges();
        this.loop = parts.context().loop();
        this.binder = parts.context().binder();
    }

    /**
     * Connects to a server, with the {@linkplain QmpClientBuilder defaults}.
     *
     * @param address where the server listens
     * @return see {@link QmpClientBuilder#connect}
     */
    public static CompletableFuture<QmpClient> connect(QmpAddress address) {
        return builder().connect(address);
    }

    /**
     * Waits for a server to connect, with the {@linkplain QmpClientBuilder defaults}.
     *
     * @param address where to listen
     * @return see {@link QmpClientBuilder#accept}
     */
    public static CompletableFuture<QmpClient> accept(QmpAddress address) {
        return builder().accept(address);
    }

    /**
     * Speaks over a connection that is there already, with the {@linkplain QmpClientBuilder defaults}.
     *
     * @param connection the client's from now on; nobody has set its handler
     * @return see {@link QmpClientBuilder#over}
     */
    public static CompletableFuture<QmpClient> over(Connection connection) {
        return builder().over(connection);
    }

    /** {@return a builder of a client} */
    public static QmpClientBuilder builder() {
        return new QmpClientBuilder();
    }

    /**
     * Executes a command.
     *
     * @param command the command with its arguments
     * @param <R> what it returns
     * @return completes with what it returned; see above for its failures
     */
    public <R> CompletableFuture<R> execute(Command<R> command) {
        return execute(command, CallOptions.DEFAULT);
    }

    /**
     * Executes a command.
     *
     * @param command the command with its arguments
     * @param call how
     * @param <R> what it returns
     * @return completes with what it returned; see above for its failures
     */
    public <R> CompletableFuture<R> execute(Command<R> command, CallOptions call) {
        try {
            return execute(command, binding(command), call);
        } catch (Throwable e) { // the command's type and the codec are foreign code
            call.descriptor().ifPresent(FileDescriptor::close);
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Executes a command that no Java type describes.
     *
     * @param command its name
     * @param arguments its arguments
     * @return completes with what it returned, an empty object if that is nothing; see above for its failures
     */
    public CompletableFuture<QmpValue> execute(String command, QmpObject arguments) {
        return execute(command, arguments, CallOptions.DEFAULT);
    }

    /**
     * Executes a command that no Java type describes.
     *
     * @param command its name
     * @param arguments its arguments
     * @param call how
     * @return completes with what it returned, an empty object if that is nothing; see above for its failures
     */
    public CompletableFuture<QmpValue> execute(String command, QmpObject arguments, CallOptions call) {
        return submit(command, arguments, call, ResultReader.VALUE);
    }

    /**
     * Executes a command out of band, if that was negotiated.
     *
     * @param command the command with its arguments, one that allows it
     * @param <R> what it returns
     * @return completes with what it returned; see above for its failures
     */
    public <R> CompletableFuture<R> executeOutOfBand(Command<R> command) {
        return execute(command, CallOptions.OUT_OF_BAND);
    }

    /**
     * Executes a command that no Java type describes out of band, if that was negotiated.
     *
     * @param command its name, that of a command that allows it
     * @param arguments its arguments
     * @return completes with what it returned; see above for its failures
     */
    public CompletableFuture<QmpValue> executeOutOfBand(String command, QmpObject arguments) {
        return execute(command, arguments, CallOptions.OUT_OF_BAND);
    }

    /**
     * Sends a request, and hands over the reply as it came; for programs that pass messages on.
     *
     * <p>The request leaves with an id of the client's own; the reply carries the id of {@code request},
     * {@code null} if that has none. The peer's introspection is not asked for and nothing is checked: what the
     * peer does not know is for it to say.
     *
     * @param request what to execute, out of band if it says so
     * @return completes with the reply, a {@link Reply.Failure} too, of whatever class; fails as other commands do if
     *     there is none that can be read
     */
    public CompletableFuture<Reply> send(Request request) {
        return send(request, CallOptions.DEFAULT);
    }

    /**
     * Sends a request, and hands over the reply as it came.
     *
     * @param request what to execute
     * @param call how; the request is sent out of band if either says so
     * @return as {@link #send(Request)}
     */
    public CompletableFuture<Reply> send(Request request, CallOptions call) {
        Request sent = request.outOfBand() || !call.outOfBand()
                ? request
                : new Request(request.command(), request.arguments(), request.id(), true);
        Consumer<String> text = call.replyText()
                .<Consumer<String>>map(receiver -> reply ->
                        observation.foreign().call("a receiver of a reply's text", () -> receiver.accept(reply)))
                .orElse(null);
        return submit(new RawCommand(sent, time(request.command(), call), text, call.descriptor()));
    }

    /**
     * Subscribes to events. Who subscribes before executing a command gets the events which that command causes.
     *
     * @param names which events; none for all
     * @return keeps events until they are taken; to be closed
     */
    public EventSubscription<Event> subscribe(String... names) {
        return new EventSubscription<>(events, EventSelector.named(Set.of(names)), options.eventBuffer());
    }

    /**
     * Subscribes to events.
     *
     * @param wanted which events; called on the event loop
     * @param buffer how many are kept
     * @return keeps events until they are taken; to be closed
     */
    public EventSubscription<Event> subscribe(Predicate<? super Event> wanted, EventBuffer buffer) {
        return new EventSubscription<>(events, EventSelector.matching(wanted), buffer);
    }

    /**
     * Subscribes to events of one type.
     *
     * @param type the record that describes them
     * @param <E> the events
     * @return keeps events until they are taken; to be closed
     * @throws IllegalArgumentException if the type is not described as {@link io.qmp.api.type} says
     */
    public <E extends EventData> EventSubscription<E> subscribe(Class<E> type) {
        return subscribe(type, options.eventBuffer());
    }

    /**
     * Subscribes to events of one type.
     *
     * @param type the record that describes them
     * @param buffer how many are kept
     * @param <E> the events
     * @return keeps events until they are taken; to be closed
     * @throws IllegalArgumentException if the type is not described as {@link io.qmp.api.type} says
     */
    public <E extends EventData> EventSubscription<E> subscribe(Class<E> type, EventBuffer buffer) {
        return new EventSubscription<>(events, EventSelector.typed(binder.event(type)), buffer);
    }

    /**
     * Listens to all events, without a buffer.
     *
     * @param listener called for each at once, on the event loop
     * @return unregisters the listener when closed
     */
    public ListenerRegistration listen(EventListener listener) {
        return listen(event -> true, listener);
    }

    /**
     * Listens to events, without a buffer.
     *
     * @param wanted which events; called on the event loop
     * @param listener called for each at once, on the event loop
     * @return unregisters the listener when closed
     */
    public ListenerRegistration listen(Predicate<? super Event> wanted, EventListener listener) {
        ListenerAdapter sink = new ListenerAdapter(wanted, listener);
        events.add(sink);
        return () -> events.remove(sink);
    }

    /** {@return where the client is in its life} */
    public ClientState state() {
        return states.current();
    }

    /** {@return what the peer greeted with, on the present connection or the last; empty if it is none that greets} */
    public Optional<Greeting> greeting() {
        return manager.greeting();
    }

    /** {@return who the peer is, as far as the transport knows, on the present connection or the last} */
    public PeerCredentials peerCredentials() {
        return manager.peerCredentials();
    }

    /** {@return the names in the peer's certificate, on the present connection or the last; empty without TLS} */
    public Optional<PeerCertificate> peerCertificate() {
        return manager.peerCertificate();
    }

    /**
     * Asks what the peer knows: its introspection. It is asked once for each connection, also by a client that
     * {@linkplain QmpClientBuilder#checkPeer checks} what it sends.
     *
     * @return completes with it; see above for its failures. A QEMU before 2.5 and a guest agent have none: it fails
     *     with {@link io.qmp.api.error.CommandFailedException}
     */
    public CompletableFuture<Schema> peerSchema() {
        CompletableFuture<Schema> schema = new CompletableFuture<>();
        try {
            loop.execute(() -> manager.schema().whenComplete((known, failure) -> {
                if (failure == null) {
                    schema.complete(known);
                } else {
                    schema.completeExceptionally(failure);
                }
            }));
        } catch (RejectedExecutionException e) {
            schema.completeExceptionally(WrongStateException.notSent(SchemaPreflight.QUERY, "the client is closed", e));
        }
        return schema;
    }

    /** {@return what the client is doing now: for meters, and for those who wait for quiet} */
    public ClientGauges gauges() {
        return gauges;
    }

    /** {@return the loop on which everything of this client happens} */
    public EventLoop loop() {
        return loop;
    }

    /** {@return this client, for threads that may wait} */
    public BlockingQmpClient blocking() {
        return new BlockingQmpClient(this);
    }

    /**
     * Closes the client. Commands that are pending fail with {@link io.qmp.api.error.ConnectionLostException}. May be
     * called more than once.
     *
     * @return completes when the connection has ended and everything is given back; never fails. It may complete on a
     *     thread other than the loop
     */
    public CompletableFuture<Void> close() {
        return manager.close();
    }

    /** {@return completes when the client is closed, by this side or the peer; never fails} */
    public CompletableFuture<Void> closed() {
        return manager.closed().copy();
    }

    @SuppressWarnings("unchecked") // a command's class is that of its type parameter
    private <C extends Command<R>, R> CommandBinding<C, R> binding(Command<R> command) {
        return binder.command((Class<C>) command.getClass());
    }

    private <C extends Command<R>, R> CompletableFuture<R> execute(
            Command<R> command, CommandBinding<C, R> binding, CallOptions call) {
        return submit(
                binding.name(), binding.writeArguments(binding.type().cast(command)), call, result(binding, call));
    }

    private <R> ResultReader<R> result(CommandBinding<?, R> binding, CallOptions call) {
        if (call.lenience().isEmpty()) {
            return ResultReader.of(binding);
        }
        LenienceListener listener = call.lenience().get();
        LenienceListener guarded = departure ->
                observation.foreign().call("a listener to lenient reading", () -> listener.onLenience(departure));
        return ResultReader.of(value -> binding.readResult(value, guarded));
    }

    private <R> CompletableFuture<R> submit(
            String name, QmpObject arguments, CallOptions call, ResultReader<R> result) {
        Request request = new Request(name, arguments, null, call.outOfBand());
        return submit(new PendingCommand<>(request, time(name, call), call.descriptor(), result));
    }

    private <R> CompletableFuture<R> submit(PendingCommand<R> command) {
        CallWatch watch = observation.began(command.request(), loop::nanoTime);
        if (watch != null) {
            command.watchedBy(watch);
        }
        submissions.submit(command);
        return command;
    }

    private CommandTime time(String command, CallOptions call) {
        if (call.softLimit().isEmpty() && call.hardLimit().isEmpty()) {
            return options.commandLimits().time(command);
        }
        CommandLimit limit = options.commandLimits().of(command);
        return CommandTime.of(
                call.softLimit().orElse(limit.soft()), call.hardLimit().orElse(limit.hard()));
    }
}
