package io.qmp.transport.vertx.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.logging.InternalLogLevel;
import io.netty.util.internal.logging.InternalLogger;
import io.vertx.core.spi.logging.LogDelegate;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VertxLogsTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void recordsOfVertxHaveTheirLevels() {
        LogDelegate log = new VertxLog(new Seen(System.Logger.Level.ALL));
        logAll(log);

        assertThat(seen)
                .containsExactly(
                        "ERROR error null",
                        "ERROR error why",
                        "WARNING warn null",
                        "WARNING {0} why",
                        "INFO info null",
                        "INFO info why",
                        "DEBUG debug null",
                        "DEBUG debug why",
                        "TRACE trace null",
                        "TRACE null why");
    }

    @Test
    void whatTheLoggerDoesNotTakeIsNotLogged() {
        LogDelegate log = new VertxLog(new Seen(System.Logger.Level.WARNING));
        logAll(log);

        assertThat(seen).containsExactly("ERROR error null", "ERROR error why", "WARNING warn null", "WARNING {0} why");
        assertThat(List.of(log.isWarnEnabled(), log.isInfoEnabled(), log.isDebugEnabled(), log.isTraceEnabled()))
                .containsExactly(true, false, false, false);
    }

    @Test
    void aLoggerHasTheNameThatVertxGivesIt() {
        LogDelegate log = new VertxLogs().createDelegate("io.vertx.test");

        assertThat(((System.Logger) log.unwrap()).getName()).isEqualTo("io.vertx.test");
    }

    @Test
    void recordsOfNettyHaveTheirLevelsAndArguments() {
        InternalLogger log = new NettyLog(new Seen(System.Logger.Level.ALL));
        Exception why = new Exception("why");
        for (InternalLogLevel level : InternalLogLevel.values()) {
            log.log(level, "plain {} {0}");
            log.log(level, "{} of one", 1);
            log.log(level, "{} of {}", 1, 2);
            log.log(level, "{} of {} and {}", 1, 2, 3);
            log.log(level, "thrown {}", why);
            log.log(level, "thrown behind {}", "this", why);
        }

        for (String level : List.of("TRACE", "DEBUG", "INFO", "WARNING", "ERROR")) {
            assertThat(seen.stream().filter(record -> record.startsWith(level + " ")))
                    .containsExactly(
                            level + " plain {} {0} null",
                            level + " 1 of one null",
                            level + " 1 of 2 null",
                            level + " 1 of 2 and 3 null",
                            level + " thrown {} why",
                            level + " thrown behind this why");
        }
    }

    @Test
    void whatTheLoggerDoesNotTakeIsNotLoggedByNetty() {
        InternalLogger log = new NettyLog(new Seen(System.Logger.Level.WARNING));
        for (InternalLogLevel level : InternalLogLevel.values()) {
            log.log(level, "{}", level);
        }

        assertThat(seen).containsExactly("WARNING WARN null", "ERROR ERROR null");
        assertThat(Stream.of(InternalLogLevel.values()).filter(log::isEnabled))
                .containsExactly(InternalLogLevel.WARN, InternalLogLevel.ERROR);
    }

    private static void logAll(LogDelegate log) {
        Exception why = new Exception("why");
        log.error("error");
        log.error("error", why);
        log.warn("warn");
        log.warn("{0}", why);
        log.info("info");
        log.info("info", why);
        log.debug("debug");
        log.debug("debug", why);
        log.trace("trace");
        log.trace(null, why);
    }

    private final class Seen implements System.Logger {
        private final Level least;

        Seen(Level least) {
            this.least = least;
        }

        @Override
        public String getName() {
            return "seen";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= least.getSeverity();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            seen.add(level + " " + message + " " + (thrown == null ? null : thrown.getMessage()));
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            throw new AssertionError("braces would be places of parameters");
        }
    }
}
