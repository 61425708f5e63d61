package io.qmp.app.shell;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.CallOptions;
import io.qmp.client.EventSubscription;
import io.qmp.shell.CommandWords;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whom the shell speaks to: a server or a guest agent. */
public interface ShellPeer {
    /**
     * What is known of a peer.
     *
     * @param schema its introspection; empty if it has none, or is not asked for it
     * @param words its commands, if nothing else is known of them
     */
    record Knowledge(Optional<Schema> schema, CommandWords words) {
        /** Nothing is known. */
        static final Knowledge NONE = new Knowledge(Optional.empty(), CommandWords.NONE);
    }

    /** {@return completes with what a command returned} */
    CompletableFuture<QmpValue> execute(String command, QmpObject arguments, CallOptions call);

    /** {@return completes with what the peer says that it knows, by commands that are executed in this way} */
    CompletableFuture<Knowledge> learn(CallOptions call);

    /** {@return the greeting of the present connection or the last; empty if the peer does not greet} */
    Optional<Greeting> greeting();

    /** {@return all events since the peer was connected; empty if it has none} They can be taken once. */
    Optional<EventSubscription<Event>> subscribe();

    /** Ends the connection. */
    void close();
}
