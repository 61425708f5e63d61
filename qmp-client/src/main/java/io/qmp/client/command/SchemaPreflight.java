package io.qmp.client.command;

import io.qmp.api.bind.Binder;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.PeerLacksException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.message.Request;
import io.qmp.api.schema.MissingElement;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares commands with the introspection of the peer of one connection, which is queried once, when it is first
 * needed. Commands that wait for it keep their order and their time limits. Used on the client's loop.
 */
public final class SchemaPreflight {
    /** The command that returns the introspection. */
    public static final String QUERY = "query-qmp-schema";

    private final Binder binder;
    private final EventLoop loop;
    private final CommandTime queryTime;
    private final Consumer<PendingCommand<?>> target;
    private final Deadlines deadlines;
    /** Commands that came before the peer's answer, in their order. */
    private final Queue<PendingCommand<?>> waiting = new ArrayDeque<>();

    private @Nullable CompletableFuture<Schema> asked;

    /**
     * Makes the preflight of one connection.
     *
     * @param queryTime the limits of the query
     * @param target sends commands
     */
    public SchemaPreflight(Binder binder, EventLoop loop, CommandTime queryTime, Consumer<PendingCommand<?>> target) {
        this.binder = binder;
        this.loop = loop;
        this.queryTime = queryTime;
        this.target = target;
        this.deadlines = new Deadlines(loop, this::sweep);
    }

    /** {@return the introspection of the peer; fails as the query does} */
    public CompletableFuture<Schema> schema() {
        CompletableFuture<Schema> known = asked;
        return known != null ? known : ask();
    }

    private CompletableFuture<Schema> ask() {
        PendingCommand<Schema> query = new PendingCommand<>(
                new Request(QUERY, QmpObject.EMPTY, null, false),
                queryTime,
                Optional.empty(),
                ResultReader.of(this::read));
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

    /** Whether the peer has no introspection, so that the query must not be repeated. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof CommandFailedException;
    }

    private Schema read(QmpValue answer) {
        if (answer instanceof QmpArray) {
            return binder.readSchema(answer);
        }
        throw new ProtocolViolationException("the peer's answer to " + QUERY + " is no array");
    }

    /** Sends a command if the peer knows all of it; keeps it until that is known. */
    public void check(PendingCommand<?> command) {
        if (!command.isChecked() && waiting.isEmpty()) {
            target.accept(command);
            return;
        }
        CompletableFuture<Schema> schema = schema();
        if (schema.isDone() && waiting.isEmpty()) {
            pass(command, schema);
        } else {
            long now = loop.nanoTime();
            command.startedAt(now);
            waiting.add(command);
            deadlines.watch(now, command.nanosToHardLimit(now));
        }
    }

    /** Fails the commands that have waited too long. Returns how long it is until the next limit. */
    private long sweep(long now) {
        long left = Deadlines.NONE;
        for (PendingCommand<?> command : List.copyOf(waiting)) {
            if (command.isDone() || command.isOverHardLimit(now)) {
                waiting.remove(command);
                command.timeOut();
            } else {
                left = Math.min(left, command.nanosToHardLimit(now));
            }
        }
        return left;
    }

    /** Stops the timer: the connection has ended, and with it the query and all commands that waited. */
    public void stop() {
        deadlines.stop();
    }

    private void pass(PendingCommand<?> command, CompletableFuture<Schema> answer) {
        answer.whenComplete((schema, failure) -> {
            if (failure == null) {
                compare(command, schema);
            } else if (isFinal(failure)) {
                target.accept(command);
            } else {
                command.completeExceptionally(NotSent.because(command.name(), failure));
            }
        });
    }

    private void compare(PendingCommand<?> command, Schema schema) {
        List<MissingElement> lacks = command.lacks(schema);
        if (lacks.isEmpty()) {
            target.accept(command);
        } else {
            command.completeExceptionally(new PeerLacksException(command.name(), lacks));
        }
    }
}
