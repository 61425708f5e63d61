package io.qmp.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.qmp.api.Experimental;
import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmSampler;
import io.qmp.vm.metrics.VmValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Meters of one virtual machine, as a sampler knows it. They come and go with what the sampler has values of, once a
 * period; whether the machine is up is read each time.
 *
 * <p>Names are those of {@link VmFamily} but for {@code qemu_info}, which is {@code qemu_details}: registries for
 * Prometheus do not take gauges with that ending.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class VmMeters implements MeterBinder {
    private final VmSampler sampler;
    private final Iterable<Tag> tags;

    /**
     * Makes meters.
     *
     * @param tags of all of them; they tell virtual machines apart
     */
    public VmMeters(VmSampler sampler, Iterable<Tag> tags) {
        this.sampler = sampler;
        this.tags = tags;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Series series = new Series(registry);
        series.update(sampler.values());
        sampler.listen(() -> series.update(sampler.values()));
    }

    private record Key(VmFamily family, Map<String, String> labels) {}

    /** A value that a meter shows. */
    private static final class Shown {
        private final Meter meter;
        private final Latest latest;

        Shown(Meter meter, Latest latest) {
            this.meter = meter;
            this.latest = latest;
        }
    }

    private static final class Latest {
        private volatile double value;
    }

    private final class Series {
        private final MeterRegistry registry;
        private final Map<Key, Shown> all = new HashMap<>();
        private final Lock lock = new ReentrantLock(); // binding and the sampler's loop

        Series(MeterRegistry registry) {
            this.registry = registry;
        }

        void update(List<VmValue> values) {
            lock.lock();
            try {
                Set<Key> gone = new HashSet<>(all.keySet());
                for (VmValue value : values) {
                    Key key = new Key(value.family(), value.labels());
                    all.computeIfAbsent(key, this::register).latest.value = value.value();
                    gone.remove(key);
                }
                for (Key key : gone) {
                    Shown shown = all.remove(key);
                    if (shown != null) {
                        registry.remove(shown.meter);
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private Shown register(Key key) {
            Latest latest = new Latest();
            Tags own = Tags.of(tags)
                    .and(key.labels.entrySet().stream()
                            .map(label -> Tag.of(label.getKey(), label.getValue()))
                            .toList());
            return new Shown(register(key.family, own, latest), latest);
        }

        private Meter register(VmFamily family, Tags own, Latest latest) {
            if (family == VmFamily.UP) {
                return Gauge.builder(name(family), sampler, vm -> vm.isUp() ? 1 : 0)
                        .description(family.help())
                        .tags(own)
                        .register(registry);
            } else if (family.kind() == VmFamily.Kind.COUNTER) {
                return FunctionCounter.builder(name(family), latest, shown -> shown.value)
                        .description(family.help())
                        .tags(own)
                        .register(registry);
            }
            return Gauge.builder(name(family), latest, shown -> shown.value)
                    .description(family.help())
                    .tags(own)
                    .register(registry);
        }
    }

    private static String name(VmFamily family) {
        String name = family == VmFamily.INFO ? "qemu_details" : family.text();
        String plain = name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
        return plain.replace('_', '.');
    }
}
