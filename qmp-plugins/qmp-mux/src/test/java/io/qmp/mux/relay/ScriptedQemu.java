package io.qmp.mux.relay;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.EventListener;
import io.qmp.client.QmpClient;
import io.qmp.client.ReconnectPolicy;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A QEMU whose monitors a test scripts. It answers by itself what a multiplexer asks to make monitors, if it can make
 * them.
 */
final class ScriptedQemu implements Connecting, Transport {
    private static final Set<String> MAKING = Set.of("chardev-add", "object-add");

    /** The answers to commands of the multiplexer: results, or errors that begin with a capital letter. */
    final Map<String, String> answers = new HashMap<>();

    /** The commands that have made or removed something for the multiplexer. */
    final List<String> changes = new ArrayList<>();

    /** The names of monitors that were asked for, in their order. */
    final List<String> names = new ArrayList<>();

    /** Whether it is a version that can make monitors. */
    boolean makesMonitors;

    /** Whether {@link #answerAll} answers nothing. */
    boolean holdsAnswers;

    /** Whether monitors that are made greet when {@link #greetLast} says so. */
    boolean holdsGreetings;

    /** The monitors that were made, in their order. */
    final List<ScriptedPeer> made = new ArrayList<>();

    private final ManualEventLoop loop;
    private final Queue<ScriptedPeer> passed = new ArrayDeque<>();
    private final Map<String, ScriptedPeer> named = new HashMap<>();
    private final Map<Integer, ScriptedPeer> ends = new HashMap<>();
    private final boolean comesAgain;
    private ScriptedPeer control;
    private int descriptors = 1000;

    ScriptedQemu(ManualEventLoop loop, boolean makesMonitors, boolean comesAgain) {
        this.loop = loop;
        this.makesMonitors = makesMonitors;
        this.comesAgain = comesAgain;
        this.control = new ScriptedPeer(loop);
        answers.put("query-chardev", "[{\"label\": \"own\", \"filename\": \"unix:/run/vm.qmp,server=on\"}]");
        answers.put("query-commands", "[{\"name\": \"stop\"}]");
        answers.put("qom-list-types", "[{\"name\": \"monitor-qmp\"}]");
        answers.put("qom-list", "[{\"name\": \"compat_monitor0\", \"type\": \"child<monitor-qmp>\"}]");
        answers.put("qom-get", "\"own\"");
    }

    private String greeting() {
        return makesMonitors
                ? ScriptedPeer.GREETING.replace("\"minor\": 0, \"major\": 10", "\"minor\": 1, \"major\": 11")
                : ScriptedPeer.GREETING;
    }

    /** {@return the monitor that the multiplexer is connected to} */
    ScriptedPeer control() {
        return control;
    }

    /** Greets the multiplexer, and answers what it asks. */
    void greet() {
        control.send(greeting());
        answerAll();
    }

    /** The connection of the multiplexer is lost; it looks for another QEMU. */
    void lose() {
        control.close();
    }

    /** Another QEMU has come in place of the one that was lost, and does not greet yet. */
    void comeSilently() {
        control = new ScriptedPeer(loop);
    }

    /** Another QEMU has come in place of the one that was lost. */
    void comeAgain() {
        comeSilently();
        loop.advance(Duration.ofSeconds(10)); // until the client tries again
        greet();
    }

    /** Answers what the multiplexer has asked, until it asks nothing more. */
    void answerAll() {
        while (!holdsAnswers && !control.requested().isEmpty()) {
            QmpObject request = control.next();
            String command = ScriptedPeer.name(request);
            if (!command.startsWith("q")) {
                changes.add(command);
            }
            answer(request, command);
        }
    }

    private void answer(QmpObject request, String command) {
        QmpObject arguments = request.object("arguments").orElse(QmpObject.EMPTY);
        boolean lacks = MAKING.contains(command)
                && !(named.containsKey(arguments.string("id").orElseThrow())
                        && (arguments.object("backend").isPresent()
                                || arguments.string("chardev").isPresent()));
        String answer = lacks ? "There is no such thing" : answers.getOrDefault(command, "{}");
        if (Character.isUpperCase(answer.charAt(0))) {
            control.send("{\"id\": " + request.get("id") + ", \"error\": {\"class\": \"GenericError\", \"desc\": \""
                    + answer + "\"}}\r\n");
            return;
        }
        if (command.equals("getfd")) {
            String name = arguments.string("fdname").orElseThrow();
            names.add(name);
            named.put(name, passed.remove());
        }
        control.answer(request, answer);
        if (command.equals("object-add")) {
            made.add(named.remove(arguments.string("id").orElseThrow()));
            if (!holdsGreetings) {
                greetLast();
            }
        }
    }

    /** Lets the monitor greet that was made last. */
    void greetLast() {
        ScriptedPeer monitor = made.get(made.size() - 1);
        monitor.send(greeting());
        if (!monitor.isClosed()) {
            monitor.answer("{}"); // qmp_capabilities
        }
    }

    @Override
    public CompletableFuture<QmpClient> connect(EventListener listener, Consumer<QmpClient> again) {
        ClientOptions options = ClientOptions.DEFAULT;
        if (comesAgain) {
            options = options.withReconnect(
                    ReconnectPolicy.within(Duration.ofDays(1)).withResync(client -> {
                        again.accept(client);
                        return CompletableFuture.completedFuture(client);
                    }));
        }
        return QmpClient.builder()
                .transport(this)
                .loop(loop)
                .options(options)
                .eventListener(listener)
                .connect(QmpAddress.parse("unix:/run/vm.qmp"));
    }

    @Override
    public EventLoop newEventLoop() {
        return loop;
    }

    @Override
    public CompletionStage<Connection> connect(QmpAddress address, ConnectOptions options, EventLoop on) {
        return control.isClosed()
                ? CompletableFuture.failedFuture(new ConnectFailedException("no QEMU"))
                : CompletableFuture.supplyAsync(control::connection, loop::execute);
    }

    @Override
    public CompletionStage<Listener> listen(
            QmpAddress address, ListenOptions options, EventLoop on, Consumer<Connection> acceptor) {
        throw new UnsupportedOperationException("nobody listens");
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public SocketPair pair() {
        ScriptedPeer monitor = new ScriptedPeer(loop);
        passed.add(monitor);
        ends.put(++descriptors, monitor);
        return new SocketPair(
                new FileDescriptor(descriptors, number -> {}), new FileDescriptor(descriptors, this::close));
    }

    private void close(int number) {
        ScriptedPeer monitor = ends.remove(number);
        if (monitor != null) {
            passed.remove(monitor);
            monitor.connection().abort();
        }
    }

    @Override
    public CompletableFuture<QmpClient> over(FileDescriptor own, EventListener listener) {
        return QmpClient.builder()
                .loop(loop)
                .options(ClientOptions.DEFAULT.withConnectionLimits(
                        ConnectionLimits.DEFAULT.withNegotiation(Duration.ofDays(1))))
                .eventListener(listener)
                .over(ends.remove(own.number()).connection());
    }
}
