package io.qmp.vm.metrics;

import io.qmp.api.Experimental;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What people look at first, made of two readings: what a virtual machine does now, and how fast.
 *
 * @param up whether its monitor is connected and answers
 * @param state its run state; empty if it is not known
 * @param vcpus how many virtual CPUs it has; 0 if that is not known
 * @param cpu how many processors they used between the readings; empty if the process is not on this host
 * @param disks block devices that the guest uses
 * @param balloon bytes that the balloon leaves to the guest
 * @param guestAvailable bytes that programs of the guest could get, as the guest says
 * @param jobs block jobs and others, as far as they show progress
 * @param migration the latest migration, if there was one
 * @since 0.1
 */
@Experimental(since = "0.1")
public record VmOverview(
        boolean up,
        String state,
        int vcpus,
        OptionalDouble cpu,
        List<Disk> disks,
        OptionalDouble balloon,
        OptionalDouble guestAvailable,
        List<Job> jobs,
        Optional<Migration> migration) {
    private static final double NANOS = 1e9;

    /**
     * A block device, and what it did a second between the readings.
     *
     * @param device its name
     * @param node the node behind it
     * @param readBytes bytes read
     * @param writtenBytes bytes written
     * @param requests requests that have ended
     */
    public record Disk(String device, String node, double readBytes, double writtenBytes, double requests) {}

    /**
     * A job.
     *
     * @param id its id
     * @param type what it does
     * @param ratio how far it is, from 0 to 1
     */
    public record Job(String id, String type, double ratio) {}

    /**
     * A migration.
     *
     * @param status its status, in QEMU's words
     * @param ratio how much of the memory is sent, from 0 to 1; empty if that is not known
     */
    public record Migration(String status, OptionalDouble ratio) {}

    /**
     * {@return the overview} Rates are 0 until there are two readings, and where a counter has begun anew.
     *
     * @param before the reading before
     * @param now the reading now
     */
    public static VmOverview of(Optional<VmReading> before, VmReading now) {
        return new Reader(before, now).overview();
    }

    private record Reader(Optional<VmReading> before, VmReading now) {
        VmOverview overview() {
            return new VmOverview(
                    gauge(VmFamily.UP).orElse(0) > 0,
                    label(VmFamily.STATUS, "status").orElse(""),
                    (int) gauge(VmFamily.VCPUS).orElse(0),
                    of(VmFamily.VCPU_USER).findFirst().isPresent()
                            ? OptionalDouble.of(rate("vcpu", VmFamily.VCPU_USER, VmFamily.VCPU_SYSTEM))
                            : OptionalDouble.empty(),
                    disks(),
                    gauge(VmFamily.BALLOON),
                    gauge(VmFamily.GUEST_AVAILABLE),
                    of(VmFamily.JOB_PROGRESS)
                            .map(job -> new Job(text(job, "job"), text(job, "type"), job.value()))
                            .toList(),
                    label(VmFamily.MIGRATION_STATUS, "status").map(status -> new Migration(status, migrated(status))));
        }

        private OptionalDouble migrated(String status) {
            OptionalDouble total = gauge(VmFamily.MIGRATION_TOTAL);
            OptionalDouble remaining = gauge(VmFamily.MIGRATION_REMAINING);
            if (status.equals("completed")) {
                return OptionalDouble.of(1);
            }
            return total.isPresent() && remaining.isPresent() && total.getAsDouble() > 0
                    ? OptionalDouble.of(1 - remaining.getAsDouble() / total.getAsDouble())
                    : OptionalDouble.empty();
        }

        private List<Disk> disks() {
            Map<Map<String, String>, Disk> disks = new LinkedHashMap<>();
            of(VmFamily.READ_BYTES)
                    .forEach(value -> disks.put(
                            value.labels(),
                            new Disk(
                                    text(value, "device"),
                                    text(value, "node"),
                                    rate(value.labels(), VmFamily.READ_BYTES),
                                    rate(value.labels(), VmFamily.WRITE_BYTES),
                                    rate(value.labels(), VmFamily.READ_REQUESTS)
                                            + rate(value.labels(), VmFamily.WRITE_REQUESTS))));
            return List.copyOf(disks.values());
        }

        private Stream<VmValue> of(VmFamily family) {
            return now.values().stream().filter(value -> value.family() == family);
        }

        private OptionalDouble gauge(VmFamily family) {
            return of(family).mapToDouble(VmValue::value).findFirst();
        }

        private Optional<String> label(VmFamily family, String name) {
            return of(family).map(value -> text(value, name)).findFirst();
        }

        private static String text(VmValue value, String label) {
            return value.labels().getOrDefault(label, "");
        }

        /** {@return what the counters of some families went up a second, all together} */
        private double rate(String sampler, VmFamily... families) {
            double sum = 0;
            for (VmFamily family : families) {
                sum += of(family).mapToDouble(value -> rate(value, sampler)).sum();
            }
            return sum;
        }

        private double rate(Map<String, String> labels, VmFamily family) {
            return of(family)
                    .filter(value -> value.labels().equals(labels))
                    .mapToDouble(value -> rate(value, "block"))
                    .findFirst()
                    .orElse(0);
        }

        private double rate(VmValue value, String sampler) {
            double seconds = readAt(now, sampler)
                    - before.map(reading -> readAt(reading, sampler)).orElse(0.0);
            Optional<VmValue> old = before.flatMap(reading -> reading.values().stream()
                    .filter(it -> it.family() == value.family() && it.labels().equals(value.labels()))
                    .filter(it -> it.created().equals(value.created()))
                    .findFirst());
            return old.isEmpty() || seconds <= 0
                    ? 0
                    : Math.max(0, (value.value() - old.get().value()) / seconds);
        }

        /** {@return when a sampler was answered, in seconds of the clock of the readings} */
        private static double readAt(VmReading reading, String sampler) {
            double age = reading.values().stream()
                    .filter(value -> value.family() == VmFamily.AGE
                            && text(value, "sampler").equals(sampler))
                    .mapToDouble(VmValue::value)
                    .findFirst()
                    .orElse(0);
            return reading.nanos() / NANOS - age;
        }
    }
}
