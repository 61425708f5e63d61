package io.qmp.app.tool;

import io.qmp.api.message.Event;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.app.peer.UserFolders;
import io.qmp.app.process.Colors;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.TypedInput;
import io.qmp.app.process.Waiting;
import io.qmp.app.shell.AgentPeer;
import io.qmp.app.shell.EventDisplay;
import io.qmp.app.shell.PlainScreen;
import io.qmp.app.shell.Screen;
import io.qmp.app.shell.ServerPeer;
import io.qmp.app.shell.ShellOptions;
import io.qmp.app.shell.ShellPeer;
import io.qmp.app.shell.ShellSession;
import io.qmp.app.shell.TerminalShell;
import io.qmp.app.shell.TrafficLog;
import io.qmp.app.shell.UserFile;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.ReconnectPolicy;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.shell.Rendering;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** {@code qmp shell}: commands typed at a terminal, or read from standard input. */
final class Talking implements Tool {
    private static final Syntax.Option HMP = new Syntax.Option("-H", "", "Lines are commands of the human monitor.");
    private static final Syntax.Option BARE =
            new Syntax.Option("-N", "", "Does not negotiate: qmp_capabilities is for you to execute.");
    private static final Syntax.Option PRETTY = new Syntax.Option("-p", "", "Indents results.");
    private static final Syntax.Option TABLE = new Syntax.Option("--table", "", "Shows results as tables.");
    private static final Syntax.Option LOG =
            new Syntax.Option("-l", "FILE", "Writes all messages to the end of a file, without secrets.");
    private static final Duration WITHOUT_LIMIT = Duration.ofDays(10_000);

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Executes commands as they are typed.",
                        "A line is COMMAND KEY=VALUE …; help shows more. Tab completes by what the server knows, lines"
                                + " are checked before they are sent, events appear above the line. Without a terminal,"
                                + " lines are read from standard input, results are written to standard output, and a"
                                + " line that the check refuses is not sent. Ends with status 0 after the last line, also if"
                                + " one has got an error; without a terminal with 4 if there is no reply within"
                                + " --timeout, and with 5 when the connection ends.",
                        List.of(Peer.PARAMETER),
                        List.of(HMP, BARE, PRETTY, TABLE, LOG, CommonOptions.TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example("qmp shell unix:/run/vm.sock", "executes commands as they are typed"),
                        new Syntax.Example("qmp shell -H unix:/run/vm.sock", "speaks to the human monitor"),
                        new Syntax.Example("qmp shell qga:unix:/run/ga.sock", "speaks to a guest agent"));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer address = Peer.parse(line.parameter(0));
        if (address.agent() && (line.has(HMP) || line.has(BARE))) {
            throw new OptionException("guest agents have neither a human monitor nor a negotiation");
        }
        if (isTyped(environment)) {
            onTerminal(address, line, environment);
            return;
        }
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        PlainScreen screen = new PlainScreen(environment.out(), environment.err());
        try {
            ShellPeer peer = connect(address, line, environment, client -> client);
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8))) {
                ShellSession session = session(line, peer, screen, Optional.empty());
                boolean more = true;
                String text = in.readLine();
                while (text != null && more) {
                    more = session.run(text);
                    text = more ? in.readLine() : null;
                }
            } finally {
                peer.close();
            }
        } catch (IOException e) {
            throw new OptionException("standard input cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            throw interruption.failure("what was sent may have been carried out");
        }
    }

    private static boolean isTyped(ProcessEnvironment environment) {
        return environment.in() instanceof TypedInput || System.console() != null && environment.in() == System.in;
    }

    private static void onTerminal(Peer address, ToolLine line, ProcessEnvironment environment)
            throws InterruptedException {
        ShellPeer peer =
                connect(address, line, environment, client -> client.reconnect(ReconnectPolicy.within(WITHOUT_LIMIT)));
        try {
            boolean color = Colors.isWanted(environment);
            TerminalShell shell = environment.in() instanceof TypedInput keys
                    ? TerminalShell.over(keys, environment.out(), color)
                    : TerminalShell.ofProcess(color);
            shell.run(session(line, peer, shell, Optional.of(new Colors(color))), history(environment));
        } catch (IOException e) {
            throw new OptionException("the terminal cannot be used: " + e.getMessage());
        } finally {
            peer.close();
        }
    }

    /** {@return the file that keeps the lines; empty if there is none, which is said} */
    private static Optional<Path> history(ProcessEnvironment environment) {
        Optional<Path> file = UserFolders.find(environment::variable, "XDG_STATE_HOME", ".local/state")
                .map(folder -> folder.resolve("history"));
        try {
            if (file.isPresent()) {
                UserFile.prepare(file.get());
            }
            return file;
        } catch (IOException e) {
            environment.err().println("qmp: lines are not kept: " + file.get() + ": " + FileFailure.reason(e));
            return Optional.empty();
        }
    }

    private static ShellPeer connect(
            Peer address, ToolLine line, ProcessEnvironment environment, UnaryOperator<QmpClientBuilder> settings)
            throws InterruptedException {
        Clients clients = Clients.of(line, environment);
        Optional<TrafficLog> log = line.value(LOG).map(Talking::log);
        UnaryOperator<QmpClientBuilder> all = builder -> {
            if (line.has(BARE)) {
                builder.options(clients.options().withNegotiation(false));
            }
            log.ifPresent(builder::tap);
            return settings.apply(builder);
        };
        if (address.agent()) {
            return new AgentPeer(Waiting.await(clients.connectAgent(address, all)));
        }
        CompletableFuture<EventSubscription<Event>> events = new CompletableFuture<>();
        QmpClient client = Waiting.await(clients.connect(
                address, builder -> all.apply(builder).beforeConnecting(made -> events.complete(made.subscribe()))));
        return new ServerPeer(client, Clients.CODEC, line.has(HMP), events.join());
    }

    private static TrafficLog log(String file) {
        try {
            return TrafficLog.appendTo(Path.of(file), Clients.CODEC);
        } catch (IOException e) {
            throw new OptionException(LOG.name() + " " + file + ": " + FileFailure.reason(e));
        }
    }

    /** {@return a session} On a terminal, which has colors, it asks. */
    private static ShellSession session(ToolLine line, ShellPeer peer, Screen screen, Optional<Colors> terminal)
            throws InterruptedException {
        Rendering rendering = line.has(TABLE) ? Rendering.TABLE : line.has(PRETTY) ? Rendering.PRETTY : Rendering.JSON;
        ShellOptions options = new ShellOptions(
                line.has(HMP),
                line.has(CommonOptions.VERBOSE),
                rendering,
                terminal.isPresent(),
                CommonOptions.timeout(line));
        Optional<EventDisplay> events = peer.subscribe()
                .map(source -> new EventDisplay(source, Clients.CODEC, screen, terminal.orElse(Colors.NONE)));
        ShellSession session = new ShellSession(peer, Clients.CODEC, options, screen, events);
        session.learn();
        events.ifPresent(display -> {
            Thread thread = new Thread(display::run, "events");
            thread.setDaemon(true);
            thread.start();
        });
        return session;
    }
}
