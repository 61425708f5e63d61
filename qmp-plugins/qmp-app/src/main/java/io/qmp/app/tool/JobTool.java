package io.qmp.app.tool;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.Words;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import io.qmp.app.process.Waiting;
import io.qmp.client.QmpClient;
import io.qmp.client.operation.Operations;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code qmp job}: runs a job to its end. */
final class JobTool implements Tool {
    static final Syntax.Option ON_ERROR = new Syntax.Option(
            "--on-error",
            "resume|cancel|ask",
            "What to do when the job stops on an error: try again each second, cancel it, or ask; without this, ask on"
                    + " a terminal, and cancel elsewhere.");
    private static final String ID = "job-id";
    private static final Duration NO_LIMIT = Duration.ofDays(10_000);
    private static final Syntax.Option TIMEOUT = new Syntax.Option(
            "--timeout", "SECONDS", "How long to wait for the connection, and then for the end of the job.");
    private static final Syntax.Option JSON =
            new Syntax.Option("--json", "OBJECT", "Its arguments as one JSON object.");

    /** What to do when a job stops on an error. */
    enum OnError {
        RESUME,
        CANCEL,
        ASK
    }

    @Override
    public String name() {
        return "job";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Runs a job to its end.",
                        "Executes a command that starts a job, shows its progress on standard error, completes it when"
                                + " it is ready, and prints its id at the end. Without an argument job-id the job gets"
                                + " one. Ctrl-C cancels the job and ends with status 130. Ends with status 1 if the job"
                                + " fails, 4 if the time is over or 5 if the connection ends: the job goes on then.",
                        List.of(
                                Peer.PARAMETER,
                                new Syntax.Parameter(
                                        "COMMAND",
                                        Syntax.Count.REQUIRED,
                                        "Such as blockdev-mirror or blockdev-create."),
                                new Syntax.Parameter(
                                        "KEY=VALUE", Syntax.Count.ANY, "Its arguments, as exec takes them.")),
                        List.of(JSON, ON_ERROR, TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(new Syntax.Example(
                        "qmp job unix:/run/vm.sock blockdev-backup device=disk0 target=copy0 sync=full",
                        "Copies a disk."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        String command = line.parameter(1);
        QmpObject arguments = withId(arguments(line));
        boolean terminal = environment.terminals().isTerminal(Terminals.ERROR);
        boolean asks = terminal && environment.terminals().isTerminal(Terminals.INPUT);
        OnError onError = onError(line).orElse(asks ? OnError.ASK : OnError.CANCEL);
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        String job = arguments.string(ID).orElseThrow();
        QmpClient client;
        try {
            client = Waiting.await(Clients.of(line, environment).connect(peer));
        } catch (InterruptedException e) {
            throw interruption.failure("the job was not started");
        }
        JobScreen screen = new JobScreen(client, onError, environment, terminal);
        try {
            CompletableFuture<?> end = Operations.of(client)
                    .runJob(command, arguments, job, CommonOptions.timeout(line).orElse(NO_LIMIT), screen);
            Waiting.await(end);
            screen.end();
            environment.out().println(new Json(Clients.CODEC, false).text(QmpObject.of("job", QmpValue.of(job))));
        } catch (CommandTimeoutException | ConnectionLostException e) {
            throw new AdvisedException(
                    e,
                    "The job may go on: qmp wait " + AdvisedException.word(line.parameter(0)) + " job "
                            + AdvisedException.word(job) + " waits for its end.");
        } catch (InterruptedException e) {
            screen.end();
            screen.cancel(job);
            throw interruption.failure("the job " + job + " is cancelled");
        } finally {
            screen.end();
            client.close();
        }
    }

    private static Optional<OnError> onError(ToolLine line) {
        try {
            return line.value(ON_ERROR).map(word -> Words.parse(word, OnError.values()));
        } catch (OptionException e) {
            throw e.at(ON_ERROR.name());
        }
    }

    private static QmpObject arguments(ToolLine line) {
        Arguments reader = new Arguments(Clients.CODEC);
        List<String> words = line.parametersFrom(2);
        Optional<String> json = line.value(JSON);
        if (json.isPresent() && !words.isEmpty()) {
            throw new OptionException("arguments are given either as key=value or with " + JSON.name());
        }
        return json.isPresent() ? reader.json(json.get()) : reader.words(words);
    }

    private static QmpObject withId(QmpObject arguments) {
        if (arguments.string(ID).isPresent()) {
            return arguments;
        }
        QmpObject.Builder more = QmpObject.builder();
        arguments.members().forEach(more::put);
        return more.put(ID, QmpValue.of("qmp-" + ProcessHandle.current().pid())).build();
    }
}
