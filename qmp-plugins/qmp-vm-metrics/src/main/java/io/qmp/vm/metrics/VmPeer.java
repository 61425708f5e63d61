package io.qmp.vm.metrics;

import io.qmp.api.message.Greeting;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The facts about a peer that do not change while a connection lasts.
 *
 * @param labels version, machine type, UUID and name
 * @param balloon the path of the balloon among the objects, if there is one
 * @param process the process, if it is on this host
 * @param met when it was asked
 */
record VmPeer(Map<String, String> labels, Optional<String> balloon, Optional<VmProcess> process, Instant met) {
    private static final List<String> DEVICES = List.of("/machine/peripheral", "/machine/peripheral-anon");
    private static final String BALLOON = "child<virtio-balloon";

    /** {@return completes with what QEMU says} What it does not know is empty. */
    static CompletionStage<VmPeer> meet(Monitor monitor, SamplingPlan plan) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(
                "version",
                monitor.client()
                        .greeting()
                        .flatMap(Greeting::version)
                        .map(VersionInfo::toString)
                        .orElse(""));
        return text(monitor, "qom-get", path("/machine", "type"), "")
                .thenCompose(machine -> {
                    labels.put("machine", machine);
                    return text(monitor, "query-uuid", QmpObject.EMPTY, "UUID");
                })
                .thenCompose(uuid -> {
                    labels.put("uuid", uuid);
                    return text(monitor, "query-name", QmpObject.EMPTY, "name");
                })
                .thenCompose(name -> {
                    labels.put("name", name);
                    return balloon(monitor, 0);
                })
                .thenCompose(balloon -> monitor.askIfKnown("query-cpus-fast", QmpObject.EMPTY)
                        .thenApply(vcpus -> new VmPeer(
                                labels,
                                balloon,
                                process(plan.processes(), monitor, vcpus),
                                plan.clock().instant())));
    }

    private static Optional<VmProcess> process(Path processes, Monitor monitor, Optional<QmpValue> vcpus) {
        return vcpus.flatMap(all -> VmProcess.of(processes, monitor.client(), all));
    }

    /** The path of the balloon, which is below one of two places. */
    private static CompletionStage<Optional<String>> balloon(Monitor monitor, int place) {
        String parent = DEVICES.get(place);
        return monitor.askIfKnown("qom-list", QmpObject.of("path", QmpValue.of(parent)))
                .thenCompose(children -> {
                    Optional<String> found = children.flatMap(VmPeer::balloon).map(name -> parent + "/" + name);
                    boolean last = place + 1 == DEVICES.size();
                    return found.isPresent() || last
                            ? CompletableFuture.completedFuture(found)
                            : balloon(monitor, place + 1);
                });
    }

    private static Optional<String> balloon(QmpValue children) {
        List<QmpValue> all = children instanceof QmpArray array ? array.elements() : List.of();
        return all.stream()
                .filter(QmpObject.class::isInstance)
                .map(QmpObject.class::cast)
                .filter(child -> child.string("type").orElse("").startsWith(BALLOON))
                .findFirst()
                .flatMap(child -> child.string("name"));
    }

    /** A text, or the member of an object that has it; empty if QEMU has no answer. */
    private static CompletionStage<String> text(Monitor monitor, String command, QmpObject arguments, String member) {
        return monitor.askIfKnown(command, arguments)
                .thenApply(answer -> answer.flatMap(value -> value instanceof QmpString string
                                ? Optional.of(string.value())
                                : value instanceof QmpObject object ? object.string(member) : Optional.empty())
                        .map(Plausible::cut)
                        .orElse(""));
    }

    static QmpObject path(String path, String property) {
        return QmpObject.of("path", QmpValue.of(path), "property", QmpValue.of(property));
    }

    /** {@return whether this is certainly another process} If it is not, it need not be the same. */
    boolean isAnotherThan(VmPeer other) {
        return process.isPresent() && other.process.isPresent()
                ? process.get().isAnotherThan(other.process.get())
                : !labels.equals(other.labels);
    }

    /** {@return when the counters of this process began, as far as that is known} */
    Instant origin() {
        return process.flatMap(VmProcess::started).orElse(met);
    }

    List<VmValue> values() {
        return process.flatMap(VmProcess::started)
                .map(started -> List.of(
                        VmValue.of(VmFamily.INFO, labels, 1),
                        VmValue.of(VmFamily.START_TIME, started.toEpochMilli() / 1000.0)))
                .orElse(List.of(VmValue.of(VmFamily.INFO, labels, 1)));
    }
}
