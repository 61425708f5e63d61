package io.qmp.app.tool;

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

/** {@code qmp exec}: executes one command and prints what it returned. */
final class Exec implements Tool {
    private static final Syntax.Option JSON =
            new Syntax.Option("--json", "OBJECT", "Its arguments as one JSON object.");
    private static final Syntax.Option OOB = new Syntax.Option("--oob", "", "Executes it out of band.");
    private static final String NOT_SENT = "the command was not sent";

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "Executes one command.",
                "Prints what the command returned as JSON. An error goes to standard error. Numbers that JSON"
                        + " does not have are printed as strings: \"inf\", \"-inf\", \"nan\".",
                List.of(
                        Peer.PARAMETER,
                        new Syntax.Parameter("COMMAND", Syntax.Count.REQUIRED, "The command's name."),
                        new Syntax.Parameter(
                                "KEY=VALUE",
                                Syntax.Count.ANY,
                                "Its arguments. A value is JSON where it can be, else a string; a dot in a key leads"
                                        + " into an object.")),
                List.of(JSON, OOB, CommonOptions.TIMEOUT, CommonOptions.PRETTY, CommonOptions.VERBOSE));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        String command = line.parameter(1);
        QmpObject arguments = arguments(line, new Arguments(Clients.CODEC));
        Optional<Duration> limit = CommonOptions.timeout(line);
        CallOptions call = line.has(OOB) ? CallOptions.OUT_OF_BAND : CallOptions.DEFAULT;
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        QmpClient client = connect(Clients.of(line, environment), peer, interruption);
        try {
            if (call.outOfBand()) {
                requireOutOfBand(client);
            }
            QmpValue result = result(
                    client,
                    client.execute(
                            command, arguments, limit.map(call::withHardLimit).orElse(call)),
                    interruption);
            environment.out().println(new Json(Clients.CODEC, line.has(CommonOptions.PRETTY)).text(result));
        } finally {
            client.close(); // nothing is left that would be worth waiting for
        }
    }

    private static QmpClient connect(Clients clients, Peer peer, Interruption interruption) {
        try {
            return Waiting.await(clients.connect(peer));
        } catch (InterruptedException e) {
            throw interruption.failure(NOT_SENT);
        }
    }

    private static QmpValue result(QmpClient client, CompletableFuture<QmpValue> reply, Interruption interruption) {
        try {
            return Waiting.await(reply);
        } catch (InterruptedException e) {
            client.close(); // the command fails then, and its failure says whether it was sent
            boolean notSent = reply.handle(
                            (result, failure) -> failure instanceof QmpException known && known.notSent())
                    .join();
            throw interruption.failure(notSent ? NOT_SENT : "the command may have been carried out");
        }
    }

    private static void requireOutOfBand(QmpClient client) {
        if (client.greeting().stream().noneMatch(hello -> hello.capabilities().contains(WireNames.OOB))) {
            throw new NegotiationException(
                    "the command was not sent: the server does not execute commands out of band\n" + "Leave out "
                            + OOB.name() + ".");
        }
    }

    private static QmpObject arguments(ToolLine line, Arguments arguments) {
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
