package io.qmp.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Registers meters that have the beginning of their names and their tags in common.
 *
 * @param prefix the beginning of the names, without a dot at its end
 */
record MeterGroup(MeterRegistry registry, String prefix, Iterable<Tag> tags) {
    /** {@return these with one more tag} */
    MeterGroup with(Tag tag) {
        return new MeterGroup(registry, prefix, Tags.of(tags).and(tag));
    }

    Counter counter(String name, String description) {
        return Counter.builder(full(name)).description(description).tags(tags).register(registry);
    }

    NamedCounters counters(String name, String description, String label) {
        return new NamedCounters(registry, full(name), description, label, tags);
    }

    /** A counter that reads what is counted elsewhere; {@code source} is held weakly. */
    <T> void counter(String name, String description, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(full(name), source, count)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** {@code source} is held weakly. */
    <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder(full(name), source, value)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** A gauge of a time in nanoseconds; {@code source} is held weakly. */
    <T> void timeGauge(String name, String description, T source, ToDoubleFunction<T> nanos) {
        TimeGauge.builder(full(name), source, TimeUnit.NANOSECONDS, nanos)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    Timer timer(String name, String description) {
        return Timer.builder(full(name)).description(description).tags(tags).register(registry);
    }

    <O extends Enum<O>> OutcomeTimers<O> timers(String name, String description, O[] outcomes) {
        return new OutcomeTimers<>(registry, full(name), description, tags, outcomes);
    }

    private String full(String name) {
        return prefix + '.' + name;
    }
}
