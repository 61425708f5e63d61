package io.qmp.app.metrics;

import io.qmp.api.Loggers;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Transport;
import java.time.Duration;
import java.util.function.Function;

/**
 * How virtual machines are asked.
 *
 * @param transport makes the connections
 * @param loop where all happens
 * @param period how often each is asked
 * @param deadline how long an answer may take
 * @param loggers has the loggers of the clients
 */
public record Connecting(
        Transport transport,
        EventLoop loop,
        Duration period,
        Duration deadline,
        Function<String, System.Logger> loggers) {
    /** Clients that log as the program does. */
    public Connecting(Transport transport, EventLoop loop, Duration period, Duration deadline) {
        this(transport, loop, period, deadline, Loggers::named);
    }
}
