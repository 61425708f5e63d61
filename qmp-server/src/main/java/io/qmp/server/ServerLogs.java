package io.qmp.server;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import java.util.function.Function;

/**
 * The logs of what clients and plugins can provoke, each limited in rate.
 *
 * @param command what becomes of commands
 * @param session what clients do
 * @param plugin what plugins do where no command waits for it
 */
record ServerLogs(RateLimitedLog command, RateLimitedLog session, RateLimitedLog plugin) {
    static ServerLogs of(Function<String, System.Logger> loggers, EventLoop loop) {
        return new ServerLogs(
                new RateLimitedLog(loggers.apply("io.qmp.server.command"), loop::nanoTime),
                new RateLimitedLog(loggers.apply("io.qmp.server.session"), loop::nanoTime),
                new RateLimitedLog(loggers.apply("io.qmp.server.plugin"), loop::nanoTime));
    }
}
