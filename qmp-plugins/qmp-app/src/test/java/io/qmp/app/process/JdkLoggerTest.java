package io.qmp.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkLoggerTest {
    private static final String NAME = "io.qmp.test.jdk";

    private final Logger target = Logger.getLogger(NAME);
    private final List<LogRecord> seen = new ArrayList<>();

    @BeforeEach
    void listen() {
        for (Handler before : target.getHandlers()) {
            target.removeHandler(before);
        }
        target.setUseParentHandlers(false);
        target.setLevel(java.util.logging.Level.ALL);
        target.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                seen.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    @Test
    void recordsHaveLevelTextCauseAndCaller() {
        JdkLogger.askForDetails();
        System.Logger logger = new JdkLogger(NAME);
        for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)) {
            logger.log(level, level.name());
        }
        logger.log(Level.INFO, "{0} of {1}", 1, "x");
        logger.log(Level.ERROR, "thrown", new Exception("why"));
        logger.log(Level.ERROR, () -> "supplied", new Exception("why"));

        assertThat(seen.stream().map(JdkLoggerTest::text))
                .containsExactly(
                        "FINER TRACE - -",
                        "FINE DEBUG - -",
                        "INFO INFO - -",
                        "WARNING WARNING - -",
                        "SEVERE ERROR - -",
                        "INFO {0} of {1} [1, x] -",
                        "SEVERE thrown - why",
                        "SEVERE supplied - why");
        assertThat(seen).allSatisfy(JdkLoggerTest::assertIsOfThisTest);
    }

    @Test
    void theFinderOfTheImageGivesTheSameLoggers() {
        new ImageLoggers().getLogger(NAME, JdkLoggerTest.class.getModule()).log(Level.WARNING, "asked");

        assertThat(seen.stream().map(JdkLoggerTest::text)).containsExactly("WARNING asked - -");
        assertThat(seen).allSatisfy(JdkLoggerTest::assertIsOfThisTest);
    }

    @Test
    void whatTheJdkDoesNotLogIsNotLogged() {
        target.setLevel(java.util.logging.Level.INFO);
        System.Logger logger = new JdkLogger(NAME);
        logger.log(Level.DEBUG, "not this");

        assertThat(seen).isEmpty();
        assertThat(Stream.of(Level.values()).filter(logger::isLoggable))
                .containsExactly(Level.INFO, Level.WARNING, Level.ERROR, Level.OFF);
    }

    private static void assertIsOfThisTest(LogRecord entry) {
        assertThat(entry.getLoggerName()).isEqualTo(NAME);
        assertThat(entry.getSourceClassName()).isEqualTo(JdkLoggerTest.class.getName());
    }

    private static String text(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        Object[] parameters = entry.getParameters();
        return entry.getLevel() + " " + entry.getMessage() + " " + (parameters == null ? "-" : List.of(parameters))
                + " " + (thrown == null ? "-" : thrown.getMessage());
    }
}
