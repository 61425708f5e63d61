package io.qmp.vm.metrics;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process of a virtual machine on this host, found by the threads of its virtual CPUs. Not found where the peer is
 * reached over a network, in another namespace of processes, or hidden from this user.
 *
 * @param processes the directory with the files of processes
 * @param pid its number
 * @param started when it was started, if that is known
 */
record VmProcess(Path processes, long pid, Optional<Instant> started) {
    /** Of the times in {@code /proc}: Linux shows them to programs in this unit on all processors that it runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** The place of the user time behind the name of the thread, which is in parentheses. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /**
     * {@return the process of the threads of virtual CPUs} All must be threads of one process and none its main thread,
     * as numbers of another namespace are not.
     */
    static Optional<VmProcess> of(Path processes, QmpClient client, QmpValue vcpus) {
        boolean local = !client.peerCredentials().toString().isEmpty();
        List<Long> threads = threads(vcpus);
        if (!local || threads.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong process = group(processes, threads.get(0));
        for (long thread : threads) {
            OptionalLong group = group(processes, thread);
            if (group.isEmpty() || !group.equals(process) || group.getAsLong() == thread) {
                return Optional.empty();
            }
        }
        long pid = process.getAsLong();
        return Optional.of(new VmProcess(processes, pid, started(pid)));
    }

    private static Optional<Instant> started(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant());
    }

    private static List<Long> threads(QmpValue vcpus) {
        List<Long> threads = new ArrayList<>();
        if (vcpus instanceof QmpArray all) {
            for (QmpValue vcpu : all.elements()) {
                if (vcpu instanceof QmpObject object) {
                    object.integer("thread-id").ifPresent(threads::add);
                }
            }
        }
        return threads;
    }

    private static OptionalLong group(Path processes, long thread) {
        return read(processes.resolve(thread + "/status"))
                .flatMap(status ->
                        status.lines().filter(line -> line.startsWith("Tgid:")).findFirst())
                .map(line -> OptionalLong.of(
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip())))
                .orElse(OptionalLong.empty());
    }

    /** {@return the processor time of one virtual CPU} The file of the thread alone: that of its number has all. */
    List<VmValue> times(long vcpu, long thread) {
        Optional<String> stat = read(processes.resolve(pid + "/task/" + thread + "/stat"));
        if (stat.isEmpty()) {
            return List.of();
        }
        String[] fields =
                stat.get().substring(stat.get().lastIndexOf(')') + 1).strip().split(" ");
        String label = Long.toString(vcpu);
        return List.of(
                VmValue.of(VmFamily.VCPU_USER, "vcpu", label, Long.parseLong(fields[USER]) / TICKS_PER_SECOND),
                VmValue.of(VmFamily.VCPU_SYSTEM, "vcpu", label, Long.parseLong(fields[SYSTEM]) / TICKS_PER_SECOND));
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) { // it has ended, or this user may not see it
            return Optional.empty();
        }
    }

    boolean isAnotherThan(VmProcess other) {
        return pid != other.pid || !started.equals(other.started);
    }
}
