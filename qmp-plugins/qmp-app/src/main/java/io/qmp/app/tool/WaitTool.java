package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.ClientState;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.program.watch.Satisfied;
import io.qmp.program.watch.WaitCondition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** {@code qmp wait}: waits until something is true. */
final class WaitTool implements Tool {
    private static final Duration NO_LIMIT = Duration.ofDays(10_000);
    private static final Syntax.Option TIMEOUT = new Syntax.Option(
            "--timeout", "SECONDS", "How long to wait for the connection, and then for the condition.");
    private static final Syntax.Option INTERVAL = new Syntax.Option(
            "--interval",
            "SECONDS",
            "How often to ask what no event shows, such as 0.2; 1 unless given. It is also asked after each event.");

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Waits until something is true.",
                        "CONDITION is running; shutdown; job ID; event NAME[,KEY=VALUE…]; or 'COMMAND.PLACE==VALUE' with"
                                + " ==, !=, <, <=, > or >=, for a place in the answer to a query. Prints the event or the"
                                + " answer. For shutdown, the end of the connection counts, too. Ends with status 1 if"
                                + " the job fails or is not there, 4 if the time is over, 5 if the connection ends.",
                        List.of(
                                Peer.PARAMETER,
                                new Syntax.Parameter("CONDITION", Syntax.Count.ANY, "What is waited for.")),
                        List.of(TIMEOUT, INTERVAL, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example("qmp wait unix:/run/vm.sock running --timeout 60", "Waits for a start."),
                        new Syntax.Example(
                                "qmp wait unix:/run/vm.sock 'query-status.status==running'",
                                "Waits for a value in the answer to a query."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        WaitCondition condition =
                OptionException.translate(() -> WaitCondition.parse(line.parametersFrom(1), Clients.CODEC));
        Duration limit = CommonOptions.timeout(line).orElse(NO_LIMIT);
        Duration pause = CommonOptions.seconds(line, INTERVAL).orElse(Duration.ofSeconds(1));
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        CompletableFuture<Void> ready = new CompletableFuture<>();
        CompletableFuture<CompletableFuture<Satisfied>> watching = new CompletableFuture<>();
        UnaryOperator<QmpClientBuilder> fromTheBeginning = settings -> settings.stateListener((before, now, cause) -> {
                    if (now == ClientState.RUNNING) {
                        ready.complete(null);
                    }
                })
                .beforeConnecting(made -> watching.complete(condition.await(made, ready, limit, pause)));
        try {
            QmpClient client = Waiting.await(Clients.of(line, environment).connect(peer, fromTheBeginning));
            try {
                print(Waiting.await(watching.join()), environment);
            } finally {
                client.close();
            }
        } catch (InterruptedException e) {
            throw interruption.failure(condition + " was not seen");
        }
    }

    private static void print(Satisfied satisfied, ProcessEnvironment environment) {
        Json json = new Json(Clients.CODEC, false);
        if (satisfied.event().isPresent()) {
            environment.out().print(json.text(satisfied.event().get()));
        } else if (satisfied.answer().isPresent()) {
            environment.out().println(json.text(satisfied.answer().get()));
        } else {
            environment.err().println("qmp: the connection has ended, as it does when the machine ends");
        }
    }
}
