package io.qmp.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counters that differ in one label. */
final class NamedCounters {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final String label;
    private final Iterable<Tag> tags;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    NamedCounters(MeterRegistry registry, String name, String description, String label, Iterable<Tag> tags) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.label = label;
        this.tags = tags;
    }

    void increment(String value) {
        Counter counter = counters.get(value);
        if (counter == null) {
            counter = counters.computeIfAbsent(value, this::register);
        }
        counter.increment();
    }

    private Counter register(String value) {
        return Counter.builder(name)
                .description(description)
                .tags(tags)
                .tag(label, value)
                .register(registry);
    }
}
