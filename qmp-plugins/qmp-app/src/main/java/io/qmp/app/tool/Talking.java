package io.qmp.app.tool;

import io.qmp.api.error.QmpException;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.shell.EventDisplay;
import io.qmp.app.shell.LiveValues;
import io.qmp.app.shell.PlainScreen;
import io.qmp.app.shell.Screen;
import io.qmp.app.shell.ShellOptions;
import io.qmp.app.shell.ShellSession;
import io.qmp.app.shell.TerminalShell;
import io.qmp.client.QmpClient;
import io.qmp.client.ReconnectPolicy;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.shell.Rendering;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code qmp shell}: commands typed at a terminal, or read from standard input. */
final class Talking implements Tool {
    private static final Syntax.Option HMP = new Syntax.Option("-H", "", "Lines are commands of the human monitor.");
    private static final Syntax.Option PRETTY = new Syntax.Option("-p", "", "Indents results.");
    private static final Syntax.Option TABLE = new Syntax.Option("--table", "", "Shows results as tables.");

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "Executes commands as they are typed.",
                "A line is COMMAND KEY=VALUE …; help shows more. Tab completes by what the server knows, lines are"
                        + " checked before they are sent, events appear above the line. Without a terminal, lines are"
                        + " read from standard input, results are written to standard output, and a line that the"
                        + " check refuses is not sent. Ends with status 0 after the last line.",
                List.of(Peer.PARAMETER),
                List.of(HMP, PRETTY, TABLE, CommonOptions.TIMEOUT, CommonOptions.VERBOSE));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        boolean terminal = System.console() != null && environment.in() == System.in;
        if (terminal) {
            onTerminal(line, environment);
            return;
        }
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        PlainScreen screen = new PlainScreen(environment.out(), environment.err());
        try {
            QmpClient client = connect(line, environment, false);
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8))) {
                ShellSession session = session(line, client, screen, false);
                boolean more = true;
                String text = in.readLine();
                while (text != null && more) {
                    more = session.run(text);
                    text = more ? in.readLine() : null;
                }
            } finally {
                client.close();
            }
        } catch (IOException e) {
            throw new OptionException("standard input cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            throw interruption.failure("what was sent may have been carried out");
        }
    }

    private static void onTerminal(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        QmpClient client = connect(line, environment, true);
        try {
            TerminalShell shell = TerminalShell.open();
            shell.run(
                    session(line, client, shell, true),
                    new LiveValues(client),
                    TerminalShell.historyFile(
                            Optional.ofNullable(System.getenv("XDG_STATE_HOME")), System.getProperty("user.home")));
        } catch (IOException e) {
            throw new OptionException("the terminal or the history cannot be used: " + e.getMessage());
        } finally {
            client.close();
        }
    }

    private static QmpClient connect(ToolLine line, ProcessEnvironment environment, boolean again)
            throws InterruptedException {
        CompletionStage<QmpClient> connecting = Clients.of(line, environment)
                .connect(
                        Peer.parse(line.parameter(0)),
                        builder -> again ? builder.reconnect(ReconnectPolicy.within(Duration.ofDays(1))) : builder);
        return Waiting.await(connecting);
    }

    private static ShellSession session(ToolLine line, QmpClient client, Screen screen, boolean asks)
            throws InterruptedException {
        Rendering rendering = line.has(TABLE) ? Rendering.TABLE : line.has(PRETTY) ? Rendering.PRETTY : Rendering.JSON;
        ShellOptions options = new ShellOptions(line.has(HMP), line.has(CommonOptions.VERBOSE), rendering, asks);
        EventDisplay events = new EventDisplay(client.subscribe(), Clients.CODEC, screen);
        ShellSession session = new ShellSession(client, Clients.CODEC, options, screen, events);
        try {
            session.know(Waiting.await(client.peerSchema()));
        } catch (QmpException e) {
            screen.note("lines are not checked: " + e.getMessage());
        }
        Thread display = new Thread(events::run, "events");
        display.setDaemon(true);
        display.start();
        return session;
    }
}
