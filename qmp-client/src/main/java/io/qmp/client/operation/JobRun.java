package io.qmp.client.operation;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Runs one job to its end: until there is no job of its id any more.
 *
 * <p>A job is created before the reply to its command, and may have ended by then. Ids are used again, so what is
 * said of a job of this id before the reply counts from its last creation on. Jobs that are not dismissed by
 * themselves stay {@code concluded} until somebody has read how they ended. Others vanish, and their events have
 * told how they ended.
 */
final class JobRun {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String STATUS_CHANGE = "JOB_STATUS_CHANGE";

    private final QmpClient client;
    private final String command;
    private final String job;
    private final JobListener listener;
    private JobEvents events = JobEvents.NONE;
    private boolean created;
    private boolean answered;
    private boolean seen;
    private boolean pauseTold;

    JobRun(QmpClient client, String command, String job, JobListener listener) {
        this.client = client;
        this.command = command;
        this.job = job;
        this.listener = listener;
    }

    CompletableFuture<Nothing> start(QmpObject arguments, Duration limit) {
        return operation(limit).start(command, arguments);
    }

    CompletableFuture<Nothing> start(Command<?> typed, Duration limit) {
        return operation(limit).start(typed);
    }

    private Operation<Nothing> operation(Duration limit) {
        return Operation.<Nothing>on(client)
                .event(this::happened)
                .askAfter(this::isOfThisJob)
                .answered(this::answered)
                .query(new Operation.Query<>("query-jobs", QmpObject.EMPTY, this::told, Optional.of(PAUSE)))
                .recognizedBy(jobs -> find(jobs).isPresent())
                .within(limit, "the job " + job + " did not end");
    }

    private boolean isOfThisJob(Event event) {
        String member = event.name().equals(STATUS_CHANGE) ? "id" : "device";
        return event.data().string(member).filter(job::equals).isPresent();
    }

    private Optional<Nothing> happened(Event event) {
        if (!isOfThisJob(event)) {
            return Optional.empty();
        }
        Optional<String> status =
                event.name().equals(STATUS_CHANGE) ? event.data().string("status") : Optional.empty();
        if (!answered && status.equals(Optional.of("created"))) {
            created = true;
            events = JobEvents.NONE;
        }
        if (!answered && !created) {
            return Optional.empty();
        }
        seen |= status.isPresent();
        events = status.isPresent() ? events.status(status.get()) : events.other(event);
        pauseTold &= !endsPause(event, status);
        return answered && events.vanished() ? end() : Optional.empty();
    }

    /** Whether the job goes on, or has met an error once more. */
    private static boolean endsPause(Event event, Optional<String> status) {
        return event.name().equals("BLOCK_JOB_ERROR")
                || status.filter(now -> now.equals("running") || now.equals("ready"))
                        .isPresent();
    }

    private Optional<Nothing> answered() {
        answered = true;
        return events.vanished() ? end() : Optional.empty();
    }

    private Optional<Nothing> told(Run<Nothing> run, QmpValue jobs) {
        Optional<QmpObject> found = find(jobs);
        if (found.isEmpty()) {
            return seen ? end() : Optional.empty();
        }
        answered = true; // if its command was not answered in time, it was carried out nevertheless
        seen = true;
        QmpObject state = found.get();
        listener.progress(new Progress(
                state.integer("current-progress").orElse(0),
                state.integer("total-progress").orElse(0)));
        String status = state.string("status").orElse("");
        switch (status) {
            case "ready" -> goOn(run, "job-complete");
            case "pending" -> goOn(run, "job-finalize");
            case "paused", "standby" -> paused(run);
            case "concluded" -> {
                events = events.concluded(state.string("error"));
                run.execute("job-dismiss", id(), this::end);
            }
            default -> pauseTold = false;
        }
        return Optional.empty();
    }

    private Optional<QmpObject> find(QmpValue jobs) {
        return jobs instanceof QmpArray array
                ? array.elements().stream()
                        .filter(QmpObject.class::isInstance)
                        .map(QmpObject.class::cast)
                        .filter(state -> state.string("id").equals(Optional.of(job)))
                        .findFirst()
                : Optional.empty();
    }

    /** Takes the job a step further. If it has taken that step by itself meanwhile, the error does not matter. */
    private void goOn(Run<Nothing> run, String verb) {
        run.execute(verb, id(), Optional::empty);
    }

    private QmpObject id() {
        return QmpObject.of("id", QmpValue.of(job));
    }

    private void paused(Run<Nothing> run) {
        if (pauseTold) {
            return;
        }
        pauseTold = true;
        JobPause pause = new JobPause(job, events.failed());
        switch (listener.paused(pause)) {
            case WAIT -> {}
            case RESUME -> {
                pauseTold = false;
                goOn(run, "job-resume");
            }
            case FAIL ->
                throw failure("the job " + job + " has paused"
                        + pause.failed().map(what -> " on a " + what + " error").orElse(""));
        }
    }

    private Optional<Nothing> end() {
        if (!events.decided()) {
            throw new WrongStateException(
                    "the job " + job + " has ended, and nobody can tell any more with what result");
        }
        events.error().ifPresent(error -> {
            throw failure(error);
        });
        return Optional.of(Nothing.NOTHING);
    }

    private CommandFailedException failure(String desc) {
        return new CommandFailedException(QmpError.generic(desc), command);
    }
}
