package io.qmp.app.metrics;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Transport;
import java.time.Duration;

/**
 * How virtual machines are asked.
 *
 * @param transport makes the connections
 * @param loop where all happens
 * @param period how often each is asked
 * @param deadline how long an answer may take
 */
public record Connecting(Transport transport, EventLoop loop, Duration period, Duration deadline) {}
