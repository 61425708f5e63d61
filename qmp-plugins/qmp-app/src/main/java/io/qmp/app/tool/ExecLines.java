package io.qmp.app.tool;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.app.exec.AgentCommands;
import io.qmp.app.exec.RequestStream;
import io.qmp.app.option.Numbers;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.StandardInput;
import io.qmp.app.process.Waiting;
import io.qmp.client.CallOptions;
import io.qmp.client.QgaClient;
import io.qmp.client.QmpClient;
import io.qmp.program.ToolLine;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Executes the requests that are the lines of standard input, and prints a reply for each. */
final class ExecLines {
    /** More than a peer works on at once, and few enough to hold their replies. */
    private static final int MOST_PARALLEL = 1000;

    private final ToolLine line;
    private final ProcessEnvironment environment;

    ExecLines(ToolLine line, ProcessEnvironment environment) {
        this.line = line;
        this.environment = environment;
    }

    void run(Peer peer) throws InterruptedException {
        requireInput();
        int parallel = line.value(Exec.PARALLEL)
                .map(text -> (int) Numbers.positive(text, MOST_PARALLEL))
                .orElse(1);
        CallOptions call = Exec.call(line);
        Clients clients = Clients.of(line, environment);
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        try {
            if (peer.agent()) {
                QgaClient agent = Waiting.await(clients.connectAgent(peer));
                run(request -> AgentCommands.send(agent, request, call), parallel, agent::close);
            } else {
                QmpClient client = Waiting.await(clients.connect(peer));
                run(request -> client.send(request, call), parallel, client::close);
            }
        } catch (InterruptedException e) {
            throw interruption.failure("what was sent may have been carried out");
        }
    }

    private void requireInput() {
        if (line.parameter(1).isEmpty() && !StandardInput.isGiven(environment.in())) {
            throw new OptionException("COMMAND is missing; - takes requests from standard input\nSee qmp exec --help");
        }
        Stream.of(Exec.JSON, Exec.FIELD, Exec.WAIT_EVENT, Exec.OOB, Exec.TYPED, CommonOptions.PRETTY)
                .filter(line::has)
                .findFirst()
                .ifPresent(option -> {
                    throw new OptionException(option.name() + " is not for requests from standard input");
                });
        if (!line.parametersFrom(2).isEmpty()) {
            throw new OptionException("arguments are in the requests of standard input: write them there");
        }
    }

    private void run(Function<Request, CompletableFuture<Reply>> executor, int parallel, Runnable close)
            throws InterruptedException {
        Json json = new Json(Clients.CODEC, false);
        try {
            new RequestStream(environment.in(), Clients.CODEC, executor, parallel)
                    .run(reply -> environment.out().print(json.text(reply)));
        } catch (IOException e) {
            throw new OptionException("standard input cannot be read: " + e.getMessage());
        } finally {
            close.run();
        }
    }
}
