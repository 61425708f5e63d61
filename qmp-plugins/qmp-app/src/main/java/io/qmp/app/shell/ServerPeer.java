package io.qmp.app.shell;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.peer.SchemaCache;
import io.qmp.client.CallOptions;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.shell.CommandWords;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A server.
 *
 * @param client speaks to it
 * @param codec reads its introspection
 * @param hmp whether commands are those of its human monitor
 * @param events all of them, kept from before the client has connected
 */
public record ServerPeer(QmpClient client, WireCodec codec, boolean hmp, EventSubscription<Event> events)
        implements ShellPeer {
    /** The command that executes one of the human monitor. */
    static final String MONITOR_COMMAND = "human-monitor-command";

    @Override
    public CompletableFuture<QmpValue> execute(String command, QmpObject arguments, CallOptions call) {
        return client.execute(command, arguments, call);
    }

    /** Asks for the introspection, which the cache has from now on, or in HMP mode for help. */
    @Override
    public CompletableFuture<Knowledge> learn(CallOptions call) {
        return hmp
                ? monitor("help", call)
                        .thenCombine(
                                monitor("help info", call),
                                (help, info) -> new Knowledge(Optional.empty(), CommandWords.ofMonitor(help, info)))
                : client.execute("query-qmp-schema", QmpObject.EMPTY, call).thenApply(this::knowledge);
    }

    private CompletableFuture<String> monitor(String line, CallOptions call) {
        return client.execute(MONITOR_COMMAND, arguments(line), call)
                .thenApply(text -> text instanceof QmpString string ? string.value() : "");
    }

    /** {@return the arguments of {@link #MONITOR_COMMAND} for a line} */
    static QmpObject arguments(String line) {
        return QmpObject.of("command-line", QmpValue.of(line));
    }

    private Knowledge knowledge(QmpValue answer) {
        if (answer instanceof QmpArray entities) {
            greeting().ifPresent(greeting -> SchemaCache.ofUser(codec).put(greeting, entities));
        }
        return new Knowledge(Optional.of(codec.newBinder(CompatPolicy.ACCEPT).readSchema(answer)), CommandWords.NONE);
    }

    @Override
    public Optional<Greeting> greeting() {
        return client.greeting();
    }

    @Override
    public Optional<EventSubscription<Event>> subscribe() {
        return Optional.of(events);
    }

    @Override
    public void close() {
        client.close();
    }
}
