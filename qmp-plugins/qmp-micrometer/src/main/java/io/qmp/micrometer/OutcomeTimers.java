package io.qmp.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Timers of commands by outcome.
 *
 * @param <O> the outcomes
 */
final class OutcomeTimers<O extends Enum<O>> {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final Iterable<Tag> tags;
    private final O[] outcomes;
    private final Map<String, AtomicReferenceArray<Timer>> timers = new ConcurrentHashMap<>();

    OutcomeTimers(MeterRegistry registry, String name, String description, Iterable<Tag> tags, O[] outcomes) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.tags = tags;
        this.outcomes = outcomes;
    }

    /** A command has ended. What has timers is not looked up among the names. */
    void record(String command, Names names, O outcome, long nanos) {
        AtomicReferenceArray<Timer> all = timers.get(command);
        String label = command;
        if (all == null) {
            label = names.label(command);
            all = timers.computeIfAbsent(label, first -> new AtomicReferenceArray<>(outcomes.length));
        }
        Timer timer = all.get(outcome.ordinal());
        if (timer == null) {
            timer = register(label, outcome);
            all.set(outcome.ordinal(), timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer register(String command, O outcome) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .tag("command", command)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
