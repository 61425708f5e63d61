package io.qmp.client;

import io.qmp.client.spi.ClientMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts all calls. */
final class CountingMetrics implements ClientMetrics {
    final List<String> sent = new ArrayList<>();
    final Map<String, Integer> ended = new HashMap<>();
    final List<String> slow = new ArrayList<>();
    final List<String> late = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    long lastNanos;
    int unknown;
    int unreadable;
    long lost;

    @Override
    public void sent(String command) {
        sent.add(command);
    }

    @Override
    public void ended(String command, Outcome outcome, long nanos) {
        ended.merge(command + " " + outcome, 1, Integer::sum);
        lastNanos = nanos;
    }

    @Override
    public void slow(String command, long nanos) {
        slow.add(command);
    }

    @Override
    public void late(String command) {
        late.add(command);
    }

    @Override
    public void unknown() {
        unknown++;
    }

    @Override
    public void unreadable() {
        unreadable++;
    }

    @Override
    public void event(String event) {
        events.add(event);
    }

    @Override
    public void lost(long count) {
        lost += count;
    }
}
