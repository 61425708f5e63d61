package io.qmp.client.connection;

import io.qmp.api.bind.Binder;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.event.EventHub;
import io.qmp.client.observe.Gauges;
import io.qmp.client.observe.Observation;
import java.util.random.RandomGenerator;

/** The settings and parts that the links of one client share. */
public record LinkContext(
        LoopWatch watch,
        LinkSettings settings,
        Observation observation,
        Protocol protocol,
        Binder binder,
        EventHub events,
        Gauges gauges,
        RandomGenerator random) {
    /** {@return the loop on which all of the client happens} */
    public EventLoop loop() {
        return watch.loop();
    }

    /**
     * {@return the first id of a new link} A QEMU may send replies for an earlier client to this one, so that the ids
     * of different connections are far apart.
     */
    long nextFirstId() {
        return random.nextLong(1L << 31, 1L << 52);
    }
}
