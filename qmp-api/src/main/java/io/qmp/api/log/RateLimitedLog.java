package io.qmp.api.log;

import io.qmp.api.Experimental;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A logger for records that a peer or foreign code can provoke as often as it likes. Of each kind, a number of records
 * is logged in each period; the others are counted, and the next record that is logged says how many they were:
 *
 * <pre>{@code
 * compat_monitor0#7 (unix:): reads too slowly, disconnected (17 similar records left out)
 * }</pre>
 *
 * <p>A period begins with the first record of a kind after the last period. May be used on any thread; never waits.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class RateLimitedLog {
    /** How many records of one kind are logged in a period, unless said otherwise. */
    public static final int RECORDS = 10;

    /** How long a period is, unless said otherwise. */
    public static final Duration PERIOD = Duration.ofSeconds(10);

    private final Logger logger;
    private final LongSupplier nanoTime;
    private final int records;
    private final long period;
    private final Map<String, AtomicReference<Window>> windows = new ConcurrentHashMap<>();

    /**
     * Makes a log of {@value #RECORDS} records of each kind in {@link #PERIOD}.
     *
     * @param logger takes the records
     * @param nanoTime the time in nanoseconds from an arbitrary point, such as an event loop's
     */
    public RateLimitedLog(Logger logger, LongSupplier nanoTime) {
        this(logger, nanoTime, RECORDS, PERIOD);
    }

    /**
     * Makes a log.
     *
     * @param logger takes the records
     * @param nanoTime the time in nanoseconds from an arbitrary point, such as an event loop's
     * @param records how many records of each kind are logged in a period
     * @param period how long a period is
     * @throws IllegalArgumentException if records or period are not positive
     */
    public RateLimitedLog(Logger logger, LongSupplier nanoTime, int records, Duration period) {
        if (records < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("not a rate: " + records + " records in " + period);
        }
        this.logger = logger;
        this.nanoTime = nanoTime;
        this.records = records;
        this.period = period.toNanos();
    }

    /**
     * Logs a record, or counts it.
     *
     * @param kind which records are counted together: one of a fixed set, since each kind is kept as long as this log
     * @param level how important it is
     * @param message makes the text; called only if it is logged
     */
    public void log(String kind, Level level, Supplier<String> message) {
        log(kind, level, message, null);
    }

    /**
     * Logs a record, or counts it. A cause that cannot be logged, since it throws when it is printed, is replaced
     * by the name of its class; nothing is thrown.
     *
     * @param kind which records are counted together: one of a fixed set, since each kind is kept as long as this log
     * @param level how important it is
     * @param message makes the text; called only if it is logged
     * @param cause what led to it
     */
    public void log(String kind, Level level, Supplier<String> message, @Nullable Throwable cause) {
        if (!isLoggable(level)) {
            return;
        }
        long now = nanoTime.getAsLong();
        Window before = windows.computeIfAbsent(kind, first -> new AtomicReference<>(Window.NONE))
                .getAndUpdate(window -> window.next(now, period, records));
        boolean begins = before.endedBy(now, period);
        if (begins || before.logged < records) {
            write(level, message, begins ? before.leftOut : 0, cause);
        }
    }

    private boolean isLoggable(Level level) {
        try {
            return logger.isLoggable(level);
        } catch (Throwable failure) {
            return false; // the logger itself fails: there is nobody left to tell
        }
    }

    private void write(Level level, Supplier<String> message, long leftOut, @Nullable Throwable cause) {
        try {
            logger.log(level, text(message, leftOut), cause);
        } catch (Throwable unprintable) { // also an Error: the cause is foreign code, and so may the message be
            writePlainly(level, cause, unprintable);
        }
    }

    private void writePlainly(Level level, @Nullable Throwable cause, Throwable unprintable) {
        try {
            logger.log(
                    level,
                    "a record that cannot be printed: " + unprintable.getClass().getName()
                            + (cause == null ? "" : " from " + cause.getClass().getName()));
        } catch (Throwable failure) {
            // the logger itself fails: there is nobody left to tell
        }
    }

    private static String text(Supplier<String> message, long leftOut) {
        if (leftOut == 0) {
            return message.get();
        }
        return message.get()
                + (leftOut == 1 ? " (1 similar record left out)" : " (" + leftOut + " similar records left out)");
    }

    /** The period that a kind is in: when it began, and how many records have been logged in it and left out. */
    private record Window(long begun, int logged, long leftOut) {
        static final Window NONE = new Window(0, 0, 0);

        boolean endedBy(long now, long period) {
            return logged == 0 || now - begun >= period;
        }

        Window next(long now, long period, int records) {
            if (endedBy(now, period)) {
                return new Window(now, 1, 0);
            }
            return logged < records ? new Window(begun, logged + 1, leftOut) : new Window(begun, logged, leftOut + 1);
        }
    }
}
