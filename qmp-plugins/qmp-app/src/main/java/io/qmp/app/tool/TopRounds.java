package io.qmp.app.tool;

import io.qmp.app.metrics.Connecting;
import io.qmp.app.metrics.MonitoredVm;
import io.qmp.app.metrics.VmTarget;
import io.qmp.app.process.Waiting;
import io.qmp.app.top.NamedOverview;
import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmOverview;
import io.qmp.vm.metrics.VmReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Virtual machines that are asked again and again, and what each did between the last two answers. */
final class TopRounds implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final List<MonitoredVm> vms;
    private final Connecting connecting;
    private final Map<String, VmReading> before = new HashMap<>();
    private final Map<String, VmReading> latest = new HashMap<>();

    private TopRounds(List<MonitoredVm> vms, Connecting connecting) {
        this.vms = vms;
        this.connecting = connecting;
    }

    /** {@return rounds that have begun} */
    static TopRounds start(List<VmTarget> targets, Connecting connecting) {
        List<MonitoredVm> vms = targets.stream()
                .map(target -> new MonitoredVm(target, connecting))
                .toList();
        connecting.loop().execute(() -> vms.forEach(MonitoredVm::connect));
        return new TopRounds(vms, connecting);
    }

    /** {@return what is known now} */
    List<NamedOverview> now() throws InterruptedException {
        return onLoop(() -> {
            List<NamedOverview> overviews = new ArrayList<>();
            for (MonitoredVm vm : vms) {
                String name = vm.target().name();
                VmReading reading = read(vm);
                overviews.add(new NamedOverview(name, VmOverview.of(Optional.ofNullable(before.get(name)), reading)));
            }
            return overviews;
        });
    }

    /** Waits until all have rates, or some time has passed: one that does not answer is not waited for longer. */
    void awaitRates(Duration limit) throws InterruptedException {
        long end = connecting.loop().nanoTime() + limit.toNanos();
        while (!onLoop(this::haveRates) && connecting.loop().nanoTime() < end) {
            pause(LOOK);
        }
    }

    private boolean haveRates() {
        vms.forEach(this::read);
        return vms.stream().allMatch(vm -> before.containsKey(vm.target().name()));
    }

    /** Reads, and keeps the reading before if its counters are older. */
    private VmReading read(MonitoredVm vm) {
        String name = vm.target().name();
        VmReading reading = new VmReading(vm.values(), connecting.loop().nanoTime());
        VmReading last = latest.get(name);
        if (last != null && isAnswered(last) && isNewer(reading, last)) {
            before.put(name, last);
        }
        latest.put(name, reading);
        return reading;
    }

    private static boolean isAnswered(VmReading reading) {
        return reading.values().stream().anyMatch(value -> value.family() == VmFamily.AGE);
    }

    private static boolean isNewer(VmReading reading, VmReading last) {
        return readAt(reading) > readAt(last) + 0.01;
    }

    private static double readAt(VmReading reading) {
        return reading.nanos() / 1e9
                - reading.values().stream()
                        .filter(value -> value.family() == VmFamily.AGE
                                && "block".equals(value.labels().get("sampler")))
                        .mapToDouble(value -> value.value())
                        .findFirst()
                        .orElse(Double.POSITIVE_INFINITY);
    }

    /** Waits. */
    void pause(Duration time) throws InterruptedException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        connecting.loop().schedule(time, () -> over.complete(null));
        Waiting.await(over);
    }

    private <T> T onLoop(java.util.function.Supplier<T> question) throws InterruptedException {
        return Waiting.await(CompletableFuture.supplyAsync(question, connecting.loop()));
    }

    @Override
    public void close() {
        connecting.loop().execute(() -> vms.forEach(MonitoredVm::close));
    }
}
