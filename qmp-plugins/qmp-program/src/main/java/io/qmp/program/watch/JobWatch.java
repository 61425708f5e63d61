package io.qmp.program.watch;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.client.operation.Operation;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches a job of others to its end, and does nothing to it: one that is ready, pending or paused is waited for, and
 * one that has concluded is not dismissed.
 */
final class JobWatch {
    private static final String QUERY = "query-jobs";

    private final String job;
    private boolean seen;
    private boolean aborting;

    JobWatch(String job) {
        this.job = job;
    }

    Operation<Satisfied> operation(QmpClient client, Duration pause) {
        return Operation.<Satisfied>on(client)
                .event(this::happened)
                .askAfter(this::isOfTheJob)
                .queryEvery(pause, QUERY, QmpObject.EMPTY, this::answered);
    }

    private boolean isOfTheJob(Event event) {
        return WaitCondition.isOf(event, event.name().equals("JOB_STATUS_CHANGE") ? "id" : "device", job);
    }

    private Optional<Satisfied> happened(Event event) {
        if (!isOfTheJob(event)) {
            return Optional.empty();
        }
        seen = true;
        return switch (event.name()) {
            case "BLOCK_JOB_COMPLETED" -> {
                event.data().string("error").ifPresent(this::fail);
                yield Optional.of(Satisfied.by(event));
            }
            case "BLOCK_JOB_CANCELLED" -> {
                fail("the job " + job + " was cancelled");
                yield Optional.empty();
            }
            case "JOB_STATUS_CHANGE" ->
                changed(event, event.data().string("status").orElse(""));
            default -> Optional.empty();
        };
    }

    /** Its error is in the answer while it is concluded; of one that vanishes only what came before is known. */
    private Optional<Satisfied> changed(Event event, String status) {
        aborting |= status.equals("aborting");
        if (!status.equals("null")) {
            return Optional.empty();
        }
        if (aborting) {
            fail("the job " + job + " has failed or was cancelled");
        }
        return Optional.of(Satisfied.by(event));
    }

    private Optional<Satisfied> answered(QmpValue jobs) {
        Optional<QmpObject> found = jobs instanceof QmpArray array
                ? array.elements().stream()
                        .filter(QmpObject.class::isInstance)
                        .map(QmpObject.class::cast)
                        .filter(state -> state.string("id").filter(job::equals).isPresent())
                        .findFirst()
                : Optional.empty();
        if (found.isEmpty() && !seen) {
            fail("there is no job '" + job + "'");
        }
        seen |= found.isPresent();
        Optional<QmpObject> concluded = found.filter(
                state -> state.string("status").filter("concluded"::equals).isPresent());
        concluded.flatMap(state -> state.string("error")).ifPresent(this::fail);
        return concluded.map(Satisfied::by);
    }

    private void fail(String why) {
        throw new CommandFailedException(QmpError.generic(why), QUERY);
    }
}
