package io.qmp.app.tool;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.exec.AgentCommands;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.QgaClient;
import io.qmp.program.ToolLine;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Executes one command of a guest agent. */
final class ExecAgent {
    private final ToolLine line;
    private final ProcessEnvironment environment;

    ExecAgent(ToolLine line, ProcessEnvironment environment) {
        this.line = line;
        this.environment = environment;
    }

    void run(Peer peer) throws InterruptedException {
        Stream.of(Exec.OOB, Exec.WAIT_EVENT, Exec.TYPED)
                .filter(line::has)
                .findFirst()
                .ifPresent(option -> {
                    throw new OptionException(option.name() + " is not for guest agents, which have neither events, nor"
                            + " out-of-band execution, nor an introspection");
                });
        QmpObject arguments = Exec.arguments(line, new Arguments(Clients.CODEC));
        ResultField field = line.has(Exec.FIELD) ? ResultField.of(line) : null;
        Clients clients = Clients.of(line, environment);
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        QgaClient client = connect(clients, peer, interruption);
        CompletableFuture<QmpValue> reply = null;
        try {
            reply = AgentCommands.execute(client, line.parameter(1), arguments, Exec.call(line));
            Exec.print(Waiting.await(reply), field, line, environment);
        } catch (InterruptedException e) {
            client.close();
            throw interruption.failure(Exec.consequence(reply));
        } catch (CommandFailedException e) {
            throw AdvisedException.of(e, line.parametersFrom(2));
        } finally {
            client.close();
        }
    }

    private static QgaClient connect(Clients clients, Peer peer, Interruption interruption) {
        try {
            return Waiting.await(clients.connectAgent(peer));
        } catch (InterruptedException e) {
            throw interruption.failure(Exec.NOT_SENT);
        }
    }
}
