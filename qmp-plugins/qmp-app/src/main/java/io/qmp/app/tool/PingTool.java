package io.qmp.app.tool;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.VersionInfo;
import io.qmp.app.option.Numbers;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.QgaClient;
import io.qmp.client.QmpClient;
import io.qmp.client.spi.TrafficTap;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.program.probe.LocalSocket;
import io.qmp.program.probe.Ping;
import io.qmp.program.probe.PingReply;
import io.qmp.program.probe.PingReply.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code qmp ping}: whether a server answers. */
final class PingTool implements Tool {
    private static final Syntax.Option COUNT =
            new Syntax.Option("--count", "N", "Asks so many times; once unless given.");
    private static final Syntax.Option INTERVAL =
            new Syntax.Option("--interval", "SECONDS", "From one question to the next, such as 0.2; 1 unless given.");
    private static final String LATER = "\nTry again later; top -H -p and gdb -p show what the process does.";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Asks whether a server answers.",
                        "If its main loop does not answer in time, 5 seconds unless --timeout is given, the thread of"
                                + " its monitor is asked out of band, where the server offers that. Ends with status 4"
                                + " if the main loop is busy, with 11 if nothing answers or the process is stopped,"
                                + " with 3 if there is no connection, as when another client is served.",
                        List.of(Peer.PARAMETER),
                        List.of(COUNT, INTERVAL, CommonOptions.TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example("qmp ping unix:/run/vm.sock", "Asks once."),
                        new Syntax.Example(
                                "qmp ping unix:/run/vm.sock --count 3 --interval 0.1", "Asks three times, quickly."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        long count = line.value(COUNT)
                .map(text -> Numbers.positive(text, Integer.MAX_VALUE))
                .orElse(1L);
        Duration interval = CommonOptions.seconds(line, INTERVAL).orElse(Duration.ofSeconds(1));
        Duration limit = CommonOptions.timeout(line).orElse(PATIENCE);
        Clients clients = new Clients(Optional.of(limit), line.has(CommonOptions.VERBOSE), environment.err());
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        try {
            if (peer.agent()) {
                pingAgent(
                        Waiting.await(clients.connectAgent(peer)),
                        peer,
                        new Times(count, interval, limit),
                        environment);
            } else {
                ping(connect(peer, clients), peer, new Times(count, interval, limit), environment);
            }
        } catch (InterruptedException e) {
            throw interruption.failure("the server has not answered");
        }
    }

    /** How often to ask, with what pause, and how long each answer may take. */
    private record Times(long count, Duration interval, Duration limit) {}

    private static void ping(QmpClient client, Peer peer, Times times, ProcessEnvironment environment)
            throws InterruptedException {
        try {
            environment.out().println(greeting(client) + " is connected");
            PingRounds rounds = new PingRounds(environment.out(), () -> Ping.of(client, times.limit));
            rounds.run(times.count, times.interval);
            judge(rounds.worst(), peer, times.limit, Ping.offersOutOfBand(client));
        } finally {
            client.close();
        }
    }

    private static void pingAgent(QgaClient agent, Peer peer, Times times, ProcessEnvironment environment)
            throws InterruptedException {
        try {
            environment.out().println("a guest agent is connected");
            PingRounds rounds = new PingRounds(environment.out(), () -> Ping.of(agent, times.limit));
            rounds.run(times.count, times.interval);
            if (rounds.worst() != Verdict.ANSWERS) {
                throw new StatusException(
                        ExitStatus.SILENT,
                        "the agent at " + peer.address() + " does not answer: the guest is stopped, busy or hangs"
                                + "\nLook at the guest with qmp top and the address of its monitor.");
            }
        } finally {
            agent.close();
        }
    }

    /** Connects. A server that greets and does not negotiate has a busy main loop, as that negotiates. */
    private static QmpClient connect(Peer peer, Clients clients) throws InterruptedException {
        AtomicBoolean greeted = new AtomicBoolean();
        TrafficTap tap = new TrafficTap() {
            @Override
            public void sent(QmpMessage message) {}

            @Override
            public void received(QmpMessage message) {
                greeted.compareAndSet(false, message instanceof Greeting);
            }
        };
        int others = Diagnoses.path(peer).map(LocalSocket::clientsOf).orElse(0);
        try {
            return Waiting.await(clients.connect(peer, builder -> builder.tap(tap)));
        } catch (NegotiationException e) {
            if (String.valueOf(e.getMessage()).contains("has ended")) {
                throw e;
            }
            Optional<LocalSocket> socket = Diagnoses.path(peer).flatMap(LocalSocket::find);
            socket.flatMap(LocalSocket::owner)
                    .filter(LocalSocket.Owner::stopped)
                    .ifPresent(owner -> {
                        throw new StatusException(ExitStatus.SILENT, stopped(owner));
                    });
            if (greeted.get()) {
                throw new StatusException(
                        ExitStatus.TIMED_OUT,
                        busy(peer) + ": it has greeted and does not answer qmp_capabilities" + LATER);
            }
            if (others > 0) {
                throw new NegotiationException(
                        peer.address() + " serves another client, and does not greet a second one"
                                + "\nClose the other client, or share the monitor with qmp mux.",
                        e);
            }
            throw e;
        }
    }

    private static void judge(Verdict verdict, Peer peer, Duration limit, boolean offersOutOfBand) {
        if (verdict == Verdict.BUSY) {
            throw new StatusException(ExitStatus.TIMED_OUT, busy(peer) + ": it answers out of band only" + LATER);
        } else if (verdict == Verdict.SILENT) {
            Optional<LocalSocket.Owner> owner =
                    Diagnoses.path(peer).flatMap(LocalSocket::find).flatMap(LocalSocket::owner);
            owner.filter(LocalSocket.Owner::stopped).ifPresent(stopped -> {
                throw new StatusException(ExitStatus.SILENT, stopped(stopped));
            });
            throw new StatusException(
                    ExitStatus.SILENT,
                    peer.address() + " does not answer within " + limit.toMillis() + " ms"
                            + (offersOutOfBand
                                    ? ", also not out of band: the process is stopped or hangs"
                                    : "; it does not execute commands out of band, so that is all that is known")
                            + "\nqmp doctor "
                            + AdvisedException.word(peer.address().toString())
                            + " says which process it is.");
        }
    }

    private static String busy(Peer peer) {
        return "the main loop of " + peer.address() + " is busy or waits";
    }

    private static String stopped(LocalSocket.Owner owner) {
        return owner + " is stopped\nLet it go on with kill -CONT " + owner.pid();
    }

    static String greeting(QmpClient client) {
        return client.greeting()
                .flatMap(Greeting::version)
                .map(VersionInfo::toString)
                .map(version -> "QEMU " + version)
                .orElse("a server");
    }

    static String text(PingReply reply) {
        return switch (reply.verdict()) {
            case ANSWERS -> "answered in " + milliseconds(reply.inBand().orElseThrow());
            case BUSY ->
                "no answer; out of band in " + milliseconds(reply.outOfBand().orElseThrow());
            case SILENT -> "no answer";
        };
    }

    static String milliseconds(Duration time) {
        return String.format(java.util.Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
    }
}
