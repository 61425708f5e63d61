package io.qmp.vm.metrics;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads what QEMU answers into values. What an answer lacks is left out. */
final class Answers {
    static final double NANOS = 1e9; // a second
    private static final double MILLIS = 1e3;

    /** What the balloon reports where the guest says nothing: 2<sup>64</sup>-1. */
    private static final double UNKNOWN = 0x1p63;

    /** Jobs beyond these are counted only, as each makes series of its own. */
    private static final int MOST_JOBS = 16;

    private static final Map<String, VmFamily> GUEST = Map.of(
            "stat-total-memory", VmFamily.GUEST_TOTAL,
            "stat-free-memory", VmFamily.GUEST_FREE,
            "stat-available-memory", VmFamily.GUEST_AVAILABLE,
            "stat-disk-caches", VmFamily.GUEST_CACHES,
            "stat-swap-in", VmFamily.GUEST_SWAP_IN,
            "stat-swap-out", VmFamily.GUEST_SWAP_OUT,
            "stat-major-faults", VmFamily.GUEST_MAJOR_FAULTS,
            "stat-minor-faults", VmFamily.GUEST_MINOR_FAULTS);

    private Answers() {}

    /** The answer to {@code query-status}. */
    static List<VmValue> status(QmpValue answer) {
        QmpObject status = object(answer);
        List<VmValue> values = new ArrayList<>();
        status.string("status").ifPresent(text -> values.add(VmValue.of(VmFamily.STATUS, "status", text, 1)));
        status.bool("running").ifPresent(runs -> values.add(VmValue.of(VmFamily.RUNNING, runs ? 1 : 0)));
        return values;
    }

    /** The answer to {@code query-balloon}. */
    static List<VmValue> balloon(QmpValue answer) {
        List<VmValue> values = new ArrayList<>();
        add(values, object(answer), "actual", VmFamily.BALLOON, 1);
        return values;
    }

    /** The {@code guest-stats} of a balloon. Empty if the guest has never reported any. */
    static List<VmValue> guestMemory(QmpValue answer) {
        QmpObject guest = object(answer);
        OptionalDouble updated = number(guest, "last-update");
        List<VmValue> values = new ArrayList<>();
        if (updated.isEmpty() || updated.getAsDouble() == 0) {
            return values;
        }
        values.add(VmValue.of(VmFamily.GUEST_UPDATED, updated.getAsDouble()));
        QmpObject stats = guest.object("stats").orElse(QmpObject.EMPTY);
        GUEST.forEach((member, family) -> number(stats, member).ifPresent(value -> {
            if (value >= 0 && value < UNKNOWN) {
                values.add(VmValue.of(family, value));
            }
        }));
        return values;
    }

    /** The answer to {@code query-jobs}. */
    static List<VmValue> jobs(QmpValue answer) {
        List<QmpObject> jobs = objects(answer);
        List<VmValue> values = new ArrayList<>();
        values.add(VmValue.of(VmFamily.JOBS, jobs.size()));
        for (QmpObject job : jobs.subList(0, Math.min(jobs.size(), MOST_JOBS))) {
            OptionalDouble total = number(job, "total-progress");
            OptionalDouble done = number(job, "current-progress");
            if (total.isPresent() && done.isPresent() && total.getAsDouble() > 0) {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("type", job.string("type").orElse(""));
                labels.put("job", job.string("id").orElse(""));
                values.add(VmValue.of(VmFamily.JOB_PROGRESS, labels, done.getAsDouble() / total.getAsDouble()));
            }
        }
        return values;
    }

    /** The answer to {@code query-migrate}; empty if there was none. */
    static List<VmValue> migration(QmpValue answer) {
        QmpObject migration = object(answer);
        List<VmValue> values = new ArrayList<>();
        migration
                .string("status")
                .ifPresent(status -> values.add(VmValue.of(VmFamily.MIGRATION_STATUS, "status", status, 1)));
        add(values, migration, "downtime", VmFamily.MIGRATION_DOWNTIME, MILLIS);
        add(values, migration, "expected-downtime", VmFamily.MIGRATION_EXPECTED_DOWNTIME, MILLIS);
        QmpObject memory = migration.object("ram").orElse(QmpObject.EMPTY);
        add(values, memory, "transferred", VmFamily.MIGRATION_TRANSFERRED, 1);
        add(values, memory, "remaining", VmFamily.MIGRATION_REMAINING, 1);
        add(values, memory, "total", VmFamily.MIGRATION_TOTAL, 1);
        return values;
    }

    static void add(List<VmValue> values, QmpObject answer, String member, VmFamily family, double parts) {
        number(answer, member).ifPresent(value -> values.add(VmValue.of(family, value / parts)));
    }

    static OptionalDouble number(QmpObject object, String member) {
        return object.get(member) instanceof QmpNumber number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    static QmpObject object(QmpValue answer) {
        if (answer instanceof QmpObject object) {
            return object;
        }
        throw new IllegalArgumentException("expected an object, got " + answer);
    }

    static List<QmpObject> objects(QmpValue answer) {
        if (answer instanceof QmpArray array) {
            return array.elements().stream().map(Answers::object).toList();
        }
        throw new IllegalArgumentException("expected an array, got " + answer);
    }
}
