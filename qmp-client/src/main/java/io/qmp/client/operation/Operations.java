package io.qmp.client.operation;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Frequent operations on a machine, each with its end. Futures are as {@link Operation#start} says.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Operations {
    private static final String SHUTDOWN = "SHUTDOWN";
    private static final String STATUS = "status";

    private final QmpClient client;

    private Operations(QmpClient client) {
        this.client = client;
    }

    /** {@return the operations of a machine} */
    public static Operations of(QmpClient client) {
        return new Operations(client);
    }

    /**
     * Asks the guest to shut down, and waits until it has. A machine that does not end then is in state {@code
     * shutdown}.
     *
     * @param limit how long the guest may take
     * @return completes with the data of the event SHUTDOWN; with an empty object if the state told it, or if the
     *     client has reconnected and found another process: the one that was to shut down has ended
     */
    public CompletableFuture<QmpObject> shutDown(Duration limit) {
        return Operation.<QmpObject>on(client)
                .event(event -> event.name().equals(SHUTDOWN) ? Optional.of(event.data()) : Optional.empty())
                .query(
                        "query-status",
                        QmpObject.EMPTY,
                        state -> status(state).filter("shutdown"::equals).map(status -> QmpObject.EMPTY))
                .processEnded(() -> Optional.of(QmpObject.EMPTY))
                .within(limit, "the guest did not shut down")
                .start("system_powerdown", QmpObject.EMPTY);
    }

    /**
     * Ends the machine's process.
     *
     * @param limit how long it may take
     * @return completes when the connection has ended
     */
    public CompletableFuture<Nothing> quit(Duration limit) {
        return Operation.<Nothing>on(client)
                .loss(cause -> Optional.of(Nothing.NOTHING))
                .within(limit, "the process did not end")
                .start("quit", QmpObject.EMPTY);
    }

    /**
     * Resets the machine.
     *
     * @param limit how long it may take
     * @return completes with the data of the event RESET, or of SHUTDOWN where a reset ends the machine
     */
    public CompletableFuture<QmpObject> reset(Duration limit) {
        return Operation.<QmpObject>on(client)
                .event(event -> event.name().equals("RESET") || event.name().equals(SHUTDOWN)
                        ? Optional.of(event.data())
                        : Optional.empty())
                .within(limit, "the machine was not reset")
                .start("system_reset", QmpObject.EMPTY);
    }

    /**
     * Waits for a run state. Asks for it now, after each event, and once in a second, as not all changes cause
     * events; a state that ends before the answer comes is missed.
     *
     * @param wanted which states, by their names as {@code query-status} tells them
     * @param limit how long it may take
     * @return completes with the state
     */
    public CompletableFuture<String> awaitRunState(Predicate<String> wanted, Duration limit) {
        return Operation.<String>on(client)
                .askAfter(event -> true)
                .queryEvery(
                        Duration.ofSeconds(1),
                        "query-status",
                        QmpObject.EMPTY,
                        state -> status(state).filter(wanted))
                .within(limit, "the machine did not come to the state")
                .watch();
    }

    /**
     * Unplugs a device and waits until it is gone, which takes a guest that cooperates.
     *
     * @param id the device's id
     * @param limit how long the guest may take
     * @return completes with the data of the event DEVICE_DELETED, with an empty object if the list of devices told
     *     it; fails with {@link CommandFailedException} if there is no such device, or if the guest refuses
     */
    public CompletableFuture<QmpObject> unplug(String id, Duration limit) {
        return Operation.<QmpObject>on(client)
                .event(event -> unplugged(id, event))
                .queryEvery(
                        Duration.ofSeconds(1),
                        "qom-list",
                        QmpObject.of("path", QmpValue.of("/machine/peripheral")),
                        devices -> contains(devices, id) ? Optional.empty() : Optional.of(QmpObject.EMPTY))
                .within(limit, "the guest did not let " + id + " go")
                .start("device_del", QmpObject.of("id", QmpValue.of(id)));
    }

    /**
     * Runs a job to its end: one that {@code query-jobs} shows, block jobs included. If it has to be completed or
     * finalised by hand, that is done; if it has to be dismissed, too.
     *
     * @param command starts the job
     * @param arguments its arguments
     * @param job the job's id, which for block jobs is the device's or node's if the arguments give none
     * @param limit how long it may take
     * @param listener receives the progress, about once in a second, and decides what to do if it pauses
     * @return completes when the job is done and there is no job of this id any more, so that the id can be used
     *     again; fails with {@link CommandFailedException} if it failed, was cancelled, or paused on an error and
     *     the listener gives it up, with {@link io.qmp.api.error.WrongStateException} if it has ended with an
     *     unknown result. A job whose time is over goes on
     */
    public CompletableFuture<Nothing> runJob(
            String command, QmpObject arguments, String job, Duration limit, JobListener listener) {
        return new JobRun(client, command, job, listener).start(arguments, limit);
    }

    /**
     * Runs a job to its end.
     *
     * @param command starts the job
     * @param job the job's id, which for block jobs is the device's or node's if the command gives none
     * @param limit how long it may take
     * @param listener receives the progress, about once in a second, and decides what to do if it pauses
     * @return as that of {@link #runJob(String, QmpObject, String, Duration, JobListener)}
     * @throws IllegalArgumentException if the command's type has no {@link io.qmp.api.command.CommandName}
     */
    public CompletableFuture<Nothing> runJob(Command<?> command, String job, Duration limit, JobListener listener) {
        return new JobRun(client, Operation.name(command), job, listener).start(command, limit);
    }

    /**
     * Migrates the machine.
     *
     * @param arguments those of {@code migrate}, such as {@code uri}
     * @param limit how long it may take
     * @param progress receives the progress, about once in a second
     * @return completes with the last answer of {@code query-migrate}; fails with {@link CommandFailedException} if
     *     the migration failed or was cancelled. One whose time is over goes on
     */
    public CompletableFuture<QmpObject> migrate(
            QmpObject arguments, Duration limit, Consumer<? super Progress> progress) {
        return Operation.<QmpObject>on(client)
                .queryEvery(
                        Duration.ofMillis(500), "query-migrate", QmpObject.EMPTY, state -> migrated(state, progress))
                .askAfter(event -> event.name().equals("MIGRATION"))
                .recognizedBy(state -> status(state).isPresent())
                .within(limit, "the machine did not migrate")
                .start("migrate", arguments);
    }

    private static Optional<QmpObject> migrated(QmpValue answer, Consumer<? super Progress> progress) {
        QmpObject state = answer instanceof QmpObject object ? object : QmpObject.EMPTY;
        state.object("ram").ifPresent(ram -> {
            long total = ram.integer("total").orElse(0);
            progress.accept(new Progress(total - ram.integer("remaining").orElse(total), total));
        });
        return switch (state.string(STATUS).orElse("")) {
            case "completed" -> Optional.of(state);
            case "failed", "cancelled" ->
                throw new CommandFailedException(
                        QmpError.generic(
                                state.string("error-desc").orElse("the migration has failed or was cancelled")),
                        "migrate");
            default -> Optional.empty();
        };
    }

    private static Optional<QmpObject> unplugged(String id, Event event) {
        if (!event.data().string("device").equals(Optional.of(id))) {
            return Optional.empty();
        }
        if (event.name().equals("DEVICE_UNPLUG_GUEST_ERROR") || event.name().equals("MEM_UNPLUG_ERROR")) {
            throw new CommandFailedException(
                    QmpError.generic(event.data().string("msg").orElse("the guest refuses to let " + id + " go")),
                    "device_del");
        }
        return event.name().equals("DEVICE_DELETED") ? Optional.of(event.data()) : Optional.empty();
    }

    private static boolean contains(QmpValue devices, String id) {
        return devices instanceof QmpArray array
                && array.elements().stream()
                        .anyMatch(device -> device instanceof QmpObject object
                                && object.string("name").equals(Optional.of(id)));
    }

    private static Optional<String> status(QmpValue state) {
        return state instanceof QmpObject object ? object.string(STATUS) : Optional.empty();
    }
}
