package io.qmp.server.composition;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import java.util.function.Function;

/**
 * The logs of what clients and plugins can provoke; the rate of each kind of record is limited.
 *
 * @param command failures of commands
 * @param session misbehaviour of clients
 * @param plugin failures of plugins outside of commands
 */
record ServerLogs(RateLimitedLog command, RateLimitedLog session, RateLimitedLog plugin) {
    static ServerLogs of(Function<String, System.Logger> loggers, EventLoop loop) {
        return new ServerLogs(
                new RateLimitedLog(loggers.apply("io.qmp.server.command"), loop::nanoTime),
                new RateLimitedLog(loggers.apply("io.qmp.server.session"), loop::nanoTime),
                new RateLimitedLog(loggers.apply("io.qmp.server.plugin"), loop::nanoTime));
    }
}
