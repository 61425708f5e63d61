package io.qmp.app.process;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Prints records of the log, as the program prints what is wrong. */
final class ErrorLog extends Handler {
    private final PrintStream out;

    ErrorLog(PrintStream out) {
        this.out = out;
        setFormatter(new Lines());
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            out.println(getFormatter().format(entry));
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }

    /** The level, the message, and in further lines what was thrown. */
    private static final class Lines extends Formatter {
        @Override
        public String format(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append("qmp: ").append(entry.getLevel().getLocalizedName()).append(": ");
            text.append(formatMessage(entry));
            Throwable thrown = entry.getThrown();
            if (thrown != null) {
                text.append(System.lineSeparator());
                thrown.printStackTrace(new PrintWriter(text, true));
            }
            return text.toString();
        }
    }
}
