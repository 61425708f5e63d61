package io.qmp.vm.metrics;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** One kind of question to a virtual machine, with its name in the label {@code sampler}. */
enum Probe {
    STATUS("status", "query-status", Answers::status),
    BLOCK("block", "query-blockstats", BlockDevices::read),
    BALLOON("balloon", "query-balloon", Answers::balloon),
    GUEST_MEMORY("guest-memory", "qom-get", Answers::guestMemory) {
        @Override
        CompletionStage<List<VmValue>> ask(Monitor monitor, VmPeer peer) {
            return peer.balloon()
                    .map(balloon -> ask(monitor, VmPeer.path(balloon, "guest-stats")))
                    .orElse(CompletableFuture.completedFuture(List.of()));
        }
    },
    VCPU("vcpu", "query-cpus-fast", answer -> List.of()) {
        @Override
        CompletionStage<List<VmValue>> ask(Monitor monitor, VmPeer peer) {
            return monitor.ask(command(), QmpObject.EMPTY).thenApply(answer -> vcpus(answer, peer));
        }
    },
    JOBS("jobs", "query-jobs", Answers::jobs),
    MIGRATION("migration", "query-migrate", Answers::migration);

    private final String text;
    private final String command;
    private final Function<QmpValue, List<VmValue>> reader;

    Probe(String text, String command, Function<QmpValue, List<VmValue>> reader) {
        this.text = text;
        this.command = command;
        this.reader = reader;
    }

    String text() {
        return text;
    }

    String command() {
        return command;
    }

    /** {@return completes with the values on the client's loop; fails as commands do} */
    CompletionStage<List<VmValue>> ask(Monitor monitor, VmPeer peer) {
        return ask(monitor, QmpObject.EMPTY);
    }

    CompletionStage<List<VmValue>> ask(Monitor monitor, QmpObject arguments) {
        return monitor.ask(command, arguments).thenApply(reader);
    }

    private static List<VmValue> vcpus(QmpValue answer, VmPeer peer) {
        List<QmpObject> vcpus = Answers.objects(answer);
        List<VmValue> values = new ArrayList<>();
        values.add(VmValue.of(VmFamily.VCPUS, vcpus.size()));
        peer.process().ifPresent(process -> {
            for (QmpObject vcpu : vcpus) {
                vcpu.integer("cpu-index")
                        .ifPresent(index -> vcpu.integer("thread-id")
                                .ifPresent(thread -> values.addAll(process.times(index, thread))));
            }
        });
        return values;
    }
}
