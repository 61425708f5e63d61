package io.qmp.app.shell;

import java.time.Duration;

/**
 * How many events are shown: at most so many in a second, which begins with the first of them. Times are nanoseconds of
 * one clock.
 */
final class EventPace {
    private static final int A_SECOND = 20;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private boolean counting;
    private long begin;
    private int shown;
    private long hidden;

    /** {@return whether an event that comes now is shown} */
    boolean isShown(long now) {
        if (!counting) {
            counting = true;
            begin = now;
        }
        boolean room = shown < A_SECOND;
        shown += room ? 1 : 0;
        hidden += room ? 0 : 1;
        return room;
    }

    /** {@return how long the second lasts; without an event, for as long as there is none} */
    Duration left(long now) {
        return counting ? Duration.ofNanos(Math.max(0, SECOND - (now - begin))) : Duration.ofDays(1);
    }

    /** {@return how many events of a second that is over were not shown} Nothing happens while it lasts. */
    long end(long now) {
        if (!counting || !left(now).isZero()) {
            return 0;
        }
        long more = hidden;
        counting = false;
        shown = 0;
        hidden = 0;
        return more;
    }
}
