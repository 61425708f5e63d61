package io.qmp.api.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.local.ManualEventLoop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {
    private final ManualEventLoop time = new ManualEventLoop(Instant.EPOCH);
    private final Records records = new Records();
    private final RateLimitedLog log = new RateLimitedLog(records, time::nanoTime, 2, Duration.ofSeconds(10));

    @Test
    void logsSoManyRecordsOfAKindInAPeriod() {
        logNumbered("slow", 1, 5);

        assertThat(records.texts).isEqualTo(List.of("slow 1", "slow 2"));
    }

    @Test
    void theNextRecordThatIsLoggedCountsThoseThatWereNot() {
        logNumbered("slow", 1, 19);
        time.advance(Duration.ofSeconds(10));
        logNumbered("slow", 20, 21);

        assertThat(records.texts)
                .isEqualTo(List.of("slow 1", "slow 2", "slow 20 (17 similar records left out)", "slow 21"));
    }

    @Test
    void oneRecordLeftOutIsOneRecord() {
        logNumbered("slow", 1, 3);
        time.advance(Duration.ofSeconds(10));
        logNumbered("slow", 4, 4);

        assertThat(records.texts.get(2)).isEqualTo("slow 4 (1 similar record left out)");
    }

    @Test
    void aPeriodLastsUntilItsEnd() {
        logNumbered("slow", 1, 2);
        time.advance(Duration.ofSeconds(10).minusNanos(1));
        logNumbered("slow", 3, 3);
        assertThat(records.texts.size()).isEqualTo(2);

        time.advance(Duration.ofNanos(1));
        logNumbered("slow", 4, 4);
        assertThat(records.texts.size()).isEqualTo(3);
    }

    @Test
    void aQuietPeriodLeavesNoCountBehind() {
        logNumbered("slow", 1, 2);
        time.advance(Duration.ofSeconds(60));
        logNumbered("slow", 3, 3);

        assertThat(records.texts.get(2)).isEqualTo("slow 3");
    }

    @Test
    void kindsAreLimitedOnTheirOwn() {
        logNumbered("slow", 1, 3);
        logNumbered("stray", 1, 3);

        assertThat(records.texts).isEqualTo(List.of("slow 1", "slow 2", "stray 1", "stray 2"));
    }

    @Test
    void whatIsNotLoggableIsNeitherMadeNorCounted() {
        records.lowest = Level.ERROR;
        log.log("slow", Level.WARNING, () -> {
            throw new AssertionError("no text is needed");
        });
        records.lowest = Level.WARNING;
        logNumbered("slow", 1, 2);

        assertThat(records.texts).isEqualTo(List.of("slow 1", "slow 2"));
    }

    @Test
    void textThatIsLeftOutIsNotMade() {
        logNumbered("slow", 1, 2);
        log.log("slow", Level.WARNING, () -> {
            throw new AssertionError("no text is needed");
        });

        assertThat(records.texts.size()).isEqualTo(2);
    }

    @Test
    void aCauseThatCannotBePrintedCostsNeitherTheRecordNorTheCaller() {
        records.printsCauses = true;
        log.log("failed", Level.ERROR, () -> "a command failed", new Unprintable());

        assertThat(records.texts.size()).isEqualTo(1);
        assertThat(records.texts.get(0).contains(Unprintable.class.getName()))
                .as(records.texts.get(0))
                .isTrue();
        assertThat(records.texts.get(0).contains(StackOverflowError.class.getName()))
                .as(records.texts.get(0))
                .isTrue();
    }

    @Test
    void countsAreRightWhenManyThreadsLog() {
        IntStream.range(0, 10_000).parallel().forEach(i -> log.log("slow", Level.WARNING, () -> "slow"));
        time.advance(Duration.ofSeconds(10));
        log.log("slow", Level.WARNING, () -> "slow");

        assertThat(records.texts).isEqualTo(List.of("slow", "slow", "slow (9998 similar records left out)"));
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatThrownBy(() -> new RateLimitedLog(records, () -> 0, 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimitedLog(records, () -> 0, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void logNumbered(String kind, int first, int last) {
        for (int i = first; i <= last; i++) {
            int number = i;
            log.log(kind, Level.WARNING, () -> kind + " " + number);
        }
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    /** Keeps the texts of records. */
    private static final class Records implements System.Logger {
        private final List<String> texts = new ArrayList<>();
        private Level lowest = Level.WARNING;
        private boolean printsCauses;

        @Override
        public String getName() {
            return "records";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(lowest) >= 0;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable cause) {
            if (printsCauses && cause != null) {
                cause.toString();
            }
            synchronized (texts) {
                texts.add(text);
            }
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
            log(level, bundle, format, (Throwable) null);
        }
    }
}
