package io.qmp.client;

import io.qmp.api.bind.Binder;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.PeerLacksException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.schema.MissingElement;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares commands with what the peer knows, which it asks the peer once for each connection, when it is first needed. Everything happens on
 * the client's loop.
 */
final class PeerCheck {
    static final String QUERY = "query-qmp-schema";

    private final Binder binder;
    private final CommandLimit limit;
    private final Supplier<? extends @Nullable Object> connection;
    private final Consumer<PendingCommand<?>> target;
    /** Commands that came before the peer's answer, in their order. */
    private final Queue<PendingCommand<?>> waiting = new ArrayDeque<>();

    private @Nullable CompletableFuture<Schema> asked;
    private @Nullable Object askedOn;

    /**
     * @param limit how long the peer may take to answer
     * @param connection the present one; {@code null} if there is none
     * @param target takes commands to the peer
     */
    PeerCheck(
            Binder binder,
            CommandLimit limit,
            Supplier<? extends @Nullable Object> connection,
            Consumer<PendingCommand<?>> target) {
        this.binder = binder;
        this.limit = limit;
        this.connection = connection;
        this.target = target;
    }

    /** What the peer knows. Fails as the command that asks for it does. */
    CompletableFuture<Schema> schema() {
        Object present = connection.get();
        CompletableFuture<Schema> known = asked;
        if (known != null && askedOn == present) {
            return known;
        }
        askedOn = present; // who knows which version it is now
        return ask();
    }

    private CompletableFuture<Schema> ask() {
        PendingCommand<Schema> query =
                new PendingCommand<>(QUERY, QmpObject.EMPTY, false, limit, Optional.empty(), this::read);
        asked = query;
        query.whenComplete((schema, failure) -> {
            if (failure != null && !isFinal(failure) && asked == query) {
                asked = null;
            }
            while (!waiting.isEmpty()) {
                pass(waiting.remove(), query);
            }
        });
        target.accept(query);
        return query;
    }

    /** Whether to ask again would be in vain: the peer has no introspection. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof CommandFailedException;
    }

    private Schema read(QmpValue answer) {
        if (answer instanceof QmpArray) {
            return binder.readSchema(answer);
        }
        throw new ProtocolViolationException("the peer's answer to " + QUERY + " is no array");
    }

    /** Sends a command if the peer knows all of it. */
    void submit(PendingCommand<?> command) {
        CompletableFuture<Schema> schema = schema();
        if (schema.isDone() && waiting.isEmpty()) {
            pass(command, schema);
        } else {
            waiting.add(command);
        }
    }

    private void pass(PendingCommand<?> command, CompletableFuture<Schema> answer) {
        answer.whenComplete((schema, failure) -> {
            if (failure == null) {
                check(command, schema);
            } else if (isFinal(failure)) {
                target.accept(command);
            } else {
                command.completeExceptionally(Failures.notSent(command.name(), failure));
            }
        });
    }

    private void check(PendingCommand<?> command, Schema schema) {
        List<MissingElement> lacks = command.lacks(schema);
        if (lacks.isEmpty()) {
            target.accept(command);
        } else {
            command.completeExceptionally(new PeerLacksException(command.name(), lacks));
        }
    }
}
