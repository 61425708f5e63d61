package io.qmp.app.tool;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * {@code qmp exec}: executes one command and prints what it returned. What is not that, a guest agent or lines of
 * standard input, has classes of its own, so that one command does not load them.
 */
final class Exec implements Tool {
    static final Syntax.Option OOB = new Syntax.Option("--oob", "", "Executes it out of band.");
    static final Syntax.Option JSON = new Syntax.Option("--json", "OBJECT", "Its arguments as one JSON object.");
    static final Syntax.Option FIELD = new Syntax.Option(
            "--field", "PLACE", "Prints what is there in the result, such as a.b[0]; a string without quotes.");
    static final Syntax.Option WAIT_EVENT = new Syntax.Option(
            "--wait-event",
            "NAME[,KEY=VALUE…]",
            "Waits for this event behind the result, and prints it. It counts from before the command is sent.");
    static final Syntax.Option TYPED = new Syntax.Option(
            "--typed", "", "Asks the server for the types of values, unless it was asked before: 1 may be a string.");
    static final Syntax.Option AGENT = new Syntax.Option("--agent", "", "The server is a guest agent, as with qga:.");
    static final Syntax.Option PARALLEL = new Syntax.Option(
            "--parallel", "N", "How many requests of standard input may be without a reply at once; the default is 1.");

    private static final List<Syntax.Option> OPTIONS = List.of(
            JSON,
            FIELD,
            WAIT_EVENT,
            OOB,
            TYPED,
            AGENT,
            PARALLEL,
            CommonOptions.TIMEOUT,
            CommonOptions.PRETTY,
            CommonOptions.VERBOSE);

    static final String NOT_SENT = "the command was not sent";

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Executes one command, or requests from standard input.",
                        "Prints what the command returned as JSON. An error goes to standard error. Numbers that JSON"
                                + " does not have are printed as strings: \"inf\", \"-inf\", \"nan\". With - as COMMAND, or without"
                                + " COMMAND where standard input is a pipe or a file, each line there is a request such as"
                                + " {\"execute\": \"stop\", \"id\": 1}, and a reply is printed for each, in the same order.",
                        List.of(
                                Peer.PARAMETER,
                                new Syntax.Parameter("COMMAND", Syntax.Count.OPTIONAL, "The command's name."),
                                new Syntax.Parameter(
                                        "KEY=VALUE",
                                        Syntax.Count.ANY,
                                        "Its arguments. A value is JSON where it can be, else a string; of a server that qmp"
                                                + " knows, also where the argument is a string. A dot in a key leads into an"
                                                + " object, [N] into an array.")),
                        OPTIONS)
                .withExamples(
                        new Syntax.Example("qmp exec unix:/run/vm.sock query-status --field status", "prints running"),
                        new Syntax.Example(
                                "qmp exec unix:/run/vm.sock device_del id=disk0 --wait-event DEVICE_DELETED,device=disk0",
                                "removes a device and waits until the guest has let it go"),
                        new Syntax.Example(
                                "qmp exec unix:/run/vm.sock - <requests.jsonl",
                                "executes requests, and prints a reply for each"),
                        new Syntax.Example("qmp exec qga:unix:/run/ga.sock guest-ping", "asks a guest agent"));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        if (line.has(AGENT)) {
            peer = peer.asAgent();
        }
        String command = line.parameter(1);
        if (command.isEmpty() || command.equals("-")) {
            new ExecLines(line, environment).run(peer);
        } else if (line.has(PARALLEL)) {
            throw new OptionException(PARALLEL.name() + " is for requests from standard input");
        } else if (peer.agent()) {
            new ExecAgent(line, environment).run(peer);
        } else {
            run(peer, command, line, environment);
        }
    }

    private static void run(Peer peer, String command, ToolLine line, ProcessEnvironment environment)
            throws InterruptedException {
        Arguments reader = new Arguments(Clients.CODEC);
        QmpObject arguments = arguments(line, reader);
        ResultField field = line.has(FIELD) ? ResultField.of(line) : null;
        EventWait wait = line.has(WAIT_EVENT) ? EventWait.of(line) : null;
        Clients clients = Clients.of(line, environment);
        PeerTypes types = null;
        CompletableFuture<QmpValue> reply = null;
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        QmpClient client = connect(clients, peer, interruption);
        try {
            if (line.has(OOB)) {
                requireOutOfBand(client);
            }
            List<String> words = line.parametersFrom(2);
            if (!words.isEmpty() && (line.has(TYPED) || !reader.literals(words).isEmpty())) {
                types = PeerTypes.of(clients, client, command, line.has(TYPED));
            }
            if (wait != null) {
                wait.subscribe(client);
            }
            reply = types == null
                    ? client.execute(command, arguments, call(line))
                    : types.execute(words, reader, call(line));
            print(Waiting.await(reply), field, line, environment);
            if (wait != null) {
                wait.print(environment.out());
            }
        } catch (InterruptedException e) {
            client.close(); // the command fails then, and its failure says whether it was sent
            throw interruption.failure(consequence(reply));
        } catch (CommandFailedException e) {
            throw AdvisedException.of(e, line.parametersFrom(2));
        } finally {
            client.close(); // nothing is left that would be worth waiting for
        }
    }

    static void print(QmpValue result, @Nullable ResultField field, ToolLine line, ProcessEnvironment environment) {
        Json json = new Json(Clients.CODEC, line.has(CommonOptions.PRETTY));
        environment.out().println(field == null ? json.text(result) : field.text(result, json));
    }

    static CallOptions call(ToolLine line) {
        CallOptions call = line.has(OOB) ? CallOptions.OUT_OF_BAND : CallOptions.DEFAULT;
        Optional<Duration> limit = CommonOptions.timeout(line);
        return limit.isPresent() ? call.withHardLimit(limit.get()) : call;
    }

    private static QmpClient connect(Clients clients, Peer peer, Interruption interruption) {
        try {
            return Waiting.await(clients.connect(peer));
        } catch (InterruptedException e) {
            throw interruption.failure(NOT_SENT);
        }
    }

    /** {@return what an interruption means for the command} Its client is closed, so that the reply is not missing. */
    static String consequence(@Nullable CompletableFuture<QmpValue> reply) {
        boolean notSent = reply == null
                || reply.handle((result, failure) -> isNotSent(failure)).join();
        return notSent ? NOT_SENT : "the command may have been carried out";
    }

    private static boolean isNotSent(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
        return cause instanceof QmpException known && known.notSent();
    }

    private static void requireOutOfBand(QmpClient client) {
        if (client.greeting().stream().noneMatch(hello -> hello.capabilities().contains(WireNames.OOB))) {
            throw new NegotiationException(
                    "the command was not sent: the server does not execute commands out of band\n" + "Leave out "
                            + OOB.name() + ".");
        }
    }

    static QmpObject arguments(ToolLine line, Arguments arguments) {
        List<String> words = line.parametersFrom(2);
        String json = line.value(JSON).orElse("");
        if (json.isEmpty()) {
            return arguments.words(words);
        }
        if (!words.isEmpty()) {
            throw new OptionException("arguments are given either as key=value or with " + JSON.name());
        }
        return arguments.json(json);
    }
}
