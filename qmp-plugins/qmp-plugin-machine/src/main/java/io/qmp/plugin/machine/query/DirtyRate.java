package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.command.CalcDirtyRate;
import io.qmp.plugin.qemu.command.QueryDirtyRate;
import io.qmp.plugin.qemu.type.DirtyRateInfo;
import io.qmp.plugin.qemu.type.DirtyRateMeasureMode;
import io.qmp.plugin.qemu.type.DirtyRateStatus;
import io.qmp.plugin.qemu.type.TimeUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The measurement of how fast the guest writes to its memory: it takes its time and finds that nothing is written. */
public final class DirtyRate {
    private static final long LONGEST_SECONDS = 60;
    private static final Duration SHORTEST_SINCE_10 = Duration.ofMillis(50);
    private static final long SAMPLES = 512;
    private static final long FEWEST_SAMPLES = 128;
    private static final long MOST_SAMPLES = 16384;

    private final InstantSource clock;
    private final boolean hasUnits;
    private @Nullable Instant start;
    private Duration length = Duration.ZERO;
    private long calcTime;
    private boolean isInMilliseconds;
    private long samples;
    private DirtyRateMeasureMode mode = DirtyRateMeasureMode.PAGE_SAMPLING;

    private DirtyRate(InstantSource clock, boolean hasUnits) {
        this.clock = clock;
        this.hasUnits = hasUnits;
    }

    /**
     * Registers the commands.
     *
     * @param hasUnits whether the time may be in milliseconds, and is checked as such
     */
    public static void register(PluginRegistry registry, boolean hasUnits) {
        DirtyRate rate = new DirtyRate(registry.server().clock(), hasUnits);
        registry.command(CalcDirtyRate.class, does(rate::measure));
        registry.command(QueryDirtyRate.class, returns(query -> rate.describe(query.calcTimeUnit())));
    }

    private void measure(CalcDirtyRate command) {
        if (status() == DirtyRateStatus.MEASURING) {
            throw CommandFailedException.generic("the dirty rate is already being measured.");
        }
        boolean inMilliseconds = command.calcTimeUnit() == TimeUnit.MILLISECOND;
        Duration wanted =
                inMilliseconds ? Duration.ofMillis(command.calcTime()) : Duration.ofSeconds(command.calcTime());
        check(wanted);
        DirtyRateMeasureMode wantedMode = command.mode() == null ? DirtyRateMeasureMode.PAGE_SAMPLING : command.mode();
        long wantedSamples = samples(wantedMode, command.samplePages());
        if (wantedMode == DirtyRateMeasureMode.DIRTY_RING) {
            throw CommandFailedException.generic("mode dirty-ring is not enabled, use other method instead.");
        }
        start = clock.instant();
        length = wanted;
        calcTime = command.calcTime();
        isInMilliseconds = inMilliseconds;
        mode = wantedMode;
        samples = wantedSamples;
    }

    /** {@return the pages that are sampled for each GiB; 0 in a mode that samples none} */
    private static long samples(DirtyRateMeasureMode mode, @Nullable Long wanted) {
        boolean isSampling = mode == DirtyRateMeasureMode.PAGE_SAMPLING;
        if (wanted == null) {
            return isSampling ? SAMPLES : 0;
        }
        if (!isSampling) {
            throw CommandFailedException.generic("sample-pages is used only in page-sampling mode");
        }
        if (wanted < FEWEST_SAMPLES || wanted > MOST_SAMPLES) {
            throw CommandFailedException.generic(
                    "sample-pages is out of range[" + FEWEST_SAMPLES + ", " + MOST_SAMPLES + "].");
        }
        return wanted;
    }

    private void check(Duration wanted) {
        boolean isShort = wanted.compareTo(hasUnits ? SHORTEST_SINCE_10 : Duration.ofSeconds(1)) < 0;
        if (isShort || wanted.compareTo(Duration.ofSeconds(LONGEST_SECONDS)) > 0) {
            throw CommandFailedException.generic(
                    hasUnits
                            ? "Calculation time is out of range [50ms, 60000ms]."
                            : "calc-time is out of range[1, 60].");
        }
    }

    private DirtyRateStatus status() {
        Instant started = start;
        if (started == null) {
            return DirtyRateStatus.UNSTARTED;
        }
        return clock.instant().isBefore(started.plus(length)) ? DirtyRateStatus.MEASURING : DirtyRateStatus.MEASURED;
    }

    private DirtyRateInfo describe(@Nullable TimeUnit wantedUnit) {
        DirtyRateStatus status = status();
        TimeUnit unit = wantedUnit == null ? TimeUnit.SECOND : wantedUnit;
        Instant started = start;
        long time = unit == TimeUnit.MILLISECOND ? length.toMillis() : isInMilliseconds ? length.toSeconds() : calcTime;
        return new DirtyRateInfo(
                status == DirtyRateStatus.MEASURED ? 0L : null,
                Open.of(status),
                started == null ? 0 : started.getEpochSecond(),
                time,
                Open.of(unit),
                samples,
                Open.of(mode),
                null);
    }
}
