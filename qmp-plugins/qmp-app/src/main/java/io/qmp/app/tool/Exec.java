package io.qmp.app.tool;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpException;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.BlockingQmpClient;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code qmp exec}: executes one command and prints what it returned. */
final class Exec implements Subcommand {
    private static final String JSON = "--json";
    private static final String OOB = "--oob";
    private static final String NOT_SENT = "the command was not sent";

    @Override
    public String name() {
        return "exec";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
        spec.addPositional(Peer.positional());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .required(true)
                .paramLabel("COMMAND")
                .description("The command's name.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("2..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("KEY=VALUE")
                .description("Its arguments. A value is JSON where it can be, else a string; a dot in a key leads"
                        + " into an object.")
                .build());
        spec.addOption(OptionSpec.builder(JSON)
                .type(String.class)
                .paramLabel("OBJECT")
                .description("Its arguments as one JSON object.")
                .build());
        spec.addOption(
                OptionSpec.builder(OOB).description("Executes it out of band.").build());
        spec.addOption(CommonOptions.timeout());
        spec.addOption(CommonOptions.pretty());
        spec.usageMessage()
                .header("Executes one command.")
                .description(
                        "Prints what the command returned as JSON. An error goes to standard error. Numbers that JSON"
                                + " does not have are printed as strings: \"inf\", \"-inf\", \"nan\".");
        return spec;
    }

    @Override
    public void run(ParseResult parsed, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(parsed.matchedPositionalValue(0, ""));
        String command = parsed.matchedPositionalValue(1, "");
        WireCodec codec = WireCodec.installed();
        QmpObject arguments = arguments(parsed, new Arguments(codec));
        Optional<Duration> limit = CommonOptions.timeout(parsed);
        CallOptions call = parsed.hasMatchedOption(OOB) ? CallOptions.OUT_OF_BAND : CallOptions.DEFAULT;
        QmpClientBuilder builder = QmpClient.builder().codec(codec);
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        try (var client = connect(peer, builder, limit, interruption)) {
            if (call.outOfBand()) {
                requireOutOfBand(client.async());
            }
            QmpValue result = result(
                    client.async(),
                    client.async()
                            .execute(
                                    command,
                                    arguments,
                                    limit.map(call::withHardLimit).orElse(call)),
                    interruption);
            environment.out().println(new Json(codec, CommonOptions.pretty(parsed)).text(result));
        }
    }

    private static BlockingQmpClient connect(
            Peer peer, QmpClientBuilder builder, Optional<Duration> limit, Interruption interruption) {
        try {
            return Waiting.await(peer.connect(builder, limit)).blocking();
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
                    "the command was not sent: the server does not execute commands out of band\n" + "Leave out " + OOB
                            + ".");
        }
    }

    private static QmpObject arguments(ParseResult parsed, Arguments arguments) {
        List<String> words = parsed.matchedPositionalValue(2, List.of());
        String json = parsed.matchedOptionValue(JSON, "");
        if (json.isEmpty()) {
            return arguments.words(words);
        }
        if (!words.isEmpty()) {
            throw new OptionException("arguments are given either as key=value or with " + JSON);
        }
        return arguments.json(json);
    }
}
