package io.qmp.app.shell;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.app.exec.AgentCommands;
import io.qmp.client.CallOptions;
import io.qmp.client.EventSubscription;
import io.qmp.client.QgaClient;
import io.qmp.shell.CommandWords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A guest agent: of its commands the names are known. */
public record AgentPeer(QgaClient client) implements ShellPeer {
    @Override
    public CompletableFuture<QmpValue> execute(String command, QmpObject arguments, CallOptions call) {
        return AgentCommands.execute(client, command, arguments, call);
    }

    @Override
    public CompletableFuture<Knowledge> learn(CallOptions call) {
        return client.execute("guest-info", QmpObject.EMPTY, call)
                .thenApply(info -> new Knowledge(Optional.empty(), CommandWords.of(names(info))));
    }

    private static List<String> names(QmpValue info) {
        Optional<QmpArray> commands =
                info instanceof QmpObject object ? object.array("supported_commands") : Optional.empty();
        return commands.stream()
                .flatMap(array -> array.elements().stream())
                .filter(command ->
                        command instanceof QmpObject entry && QmpValue.of(true).equals(entry.get("enabled")))
                .flatMap(command -> ((QmpObject) command).string("name").stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<Greeting> greeting() {
        return Optional.empty();
    }

    @Override
    public Optional<EventSubscription<Event>> subscribe() {
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }
}
