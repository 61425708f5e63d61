package io.qmp.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What the log looks like. */
class ErrorLogTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ErrorLog log = new ErrorLog(new PrintStream(printed, true, UTF_8));

    @Test
    void aRecordIsALine() {
        LogRecord entry = new LogRecord(Level.WARNING, "{0} is gone");
        entry.setParameters(new Object[] {"the disk"});
        log.publish(entry);

        assertThat(printed.toString(UTF_8)).isEqualTo("qmp: WARNING: the disk is gone" + System.lineSeparator());
    }

    @Test
    void whatWasThrownFollows() {
        LogRecord entry = new LogRecord(Level.SEVERE, "it failed");
        entry.setThrown(new IllegalStateException("no disk"));
        log.publish(entry);

        assertThat(printed.toString(UTF_8))
                .startsWith(
                        "qmp: SEVERE: it failed" + System.lineSeparator() + "java.lang.IllegalStateException: no disk")
                .contains("io.qmp.app.process.ErrorLogTest.whatWasThrownFollows");
    }

    @Test
    void whatIsBelowItsLevelIsLeftOut() {
        log.setLevel(Level.WARNING);
        log.publish(new LogRecord(Level.FINE, "a detail"));

        assertThat(printed.size()).isZero();
    }
}
