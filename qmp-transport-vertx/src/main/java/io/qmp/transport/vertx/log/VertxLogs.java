package io.qmp.transport.vertx.log;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.qmp.api.Loggers;
import io.vertx.core.spi.logging.LogDelegate;
import io.vertx.core.spi.logging.LogDelegateFactory;

/**
 * The logs of Vert.x and Netty by {@link Loggers}: without a look for other logs and for settings of theirs in all jars
 * of the class path. Vert.x makes it if a property of the JVM names it.
 */
public final class VertxLogs implements LogDelegateFactory {
    /** For Vert.x. */
    public VertxLogs() {}

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public LogDelegate createDelegate(String name) {
        return new VertxLog(Loggers.named(name));
    }

    /** Names the log of Netty, if this is the log of Vert.x. To be called before Netty looks for one. */
    public static void extendToNetty() {
        if (VertxLogs.class.getName().equals(System.getProperty("vertx.logger-delegate-factory-class-name"))) {
            InternalLoggerFactory.setDefaultFactory(new NettyLogs());
        }
    }

    private static final class NettyLogs extends InternalLoggerFactory {
        @Override
        protected InternalLogger newInstance(String name) {
            return new NettyLog(Loggers.named(name));
        }
    }
}
