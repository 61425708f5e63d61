package io.qmp.client.operation;

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
import java.util.function.Consumer;

/**
 * Runs one job to its end.
 *
 * <p>Jobs that are not dismissed by themselves stay {@code concluded} until somebody has read how they ended. Others vanish, and of
 * these only block jobs tell in an event how they ended.
 */
final class JobRun {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String STATUS_CHANGE = "JOB_STATUS_CHANGE";
    private static final String COMPLETED = "BLOCK_JOB_COMPLETED";
    private static final String CANCELLED = "BLOCK_JOB_CANCELLED";

    private final QmpClient client;
    private final String command;
    private final String job;
    private final Consumer<? super Progress> progress;
    private Optional<Outcome> outcome = Optional.empty();
    private boolean seen;

    /** How a job ended: with an error, or without. */
    private record Outcome(Optional<String> error) {}

    JobRun(QmpClient client, String command, String job, Consumer<? super Progress> progress) {
        this.client = client;
        this.command = command;
        this.job = job;
        this.progress = progress;
    }

    CompletableFuture<Nothing> start(QmpObject arguments, Duration limit) {
        return Operation.<Nothing>on(client)
                .event(this::happened)
                .askAfter(this::isOfThisJob)
                .queryEvery(PAUSE, "query-jobs", QmpObject.EMPTY, this::told)
                .within(limit, "the job " + job + " did not end")
                .start(command, arguments);
    }

    private boolean isOfThisJob(Event event) {
        String member = event.name().equals(STATUS_CHANGE) ? "id" : "device";
        return event.data().string(member).filter(job::equals).isPresent();
    }

    private Optional<Nothing> happened(Event event) {
        if (!isOfThisJob(event)) {
            return Optional.empty();
        }
        if (event.name().equals(COMPLETED)) {
            outcome = Optional.of(new Outcome(event.data().string("error")));
        } else if (event.name().equals(CANCELLED)) {
            outcome = Optional.of(new Outcome(Optional.of("the job was cancelled")));
        } else if (event.name().equals(STATUS_CHANGE)) {
            seen = true;
            if (event.data().string("status").equals(Optional.of("null"))) {
                return vanished();
            }
        }
        return Optional.empty();
    }

    private Optional<Nothing> told(QmpValue jobs) {
        Optional<QmpObject> found = find(jobs);
        if (found.isEmpty()) {
            return seen ? vanished() : Optional.empty();
        }
        seen = true;
        QmpObject state = found.get();
        progress.accept(new Progress(
                state.integer("current-progress").orElse(0),
                state.integer("total-progress").orElse(0)));
        return switch (state.string("status").orElse("")) {
            case "ready" -> goOn("job-complete");
            case "pending" -> goOn("job-finalize");
            case "concluded" -> {
                goOn("job-dismiss");
                yield end(new Outcome(state.string("error")));
            }
            default -> Optional.empty();
        };
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
    private Optional<Nothing> goOn(String verb) {
        client.execute(verb, QmpObject.of("id", QmpValue.of(job)));
        return Optional.empty();
    }

    private Optional<Nothing> vanished() {
        return end(outcome.orElseThrow(() -> new WrongStateException(
                "the job " + job + " has ended, and nobody can tell any more with what result")));
    }

    private Optional<Nothing> end(Outcome how) {
        how.error().ifPresent(error -> {
            throw new CommandFailedException(QmpError.generic(error), command);
        });
        return Optional.of(Nothing.NOTHING);
    }
}
