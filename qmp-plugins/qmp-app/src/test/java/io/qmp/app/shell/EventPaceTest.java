package io.qmp.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventPaceTest {
    private static final long MILLI = 1_000_000;

    private final EventPace pace = new EventPace();

    private int shown(int events, long from, long step) {
        int shown = 0;
        for (int i = 0; i < events; i++) {
            shown += pace.isShown(from + i * step) ? 1 : 0;
        }
        return shown;
    }

    @Test
    void twentyEventsOfASecondAreShownAndTheOthersCounted() {
        assertThat(shown(200, 0, 4 * MILLI)).isEqualTo(20);
        assertThat(pace.end(999 * MILLI)).isZero();
        assertThat(pace.end(1000 * MILLI)).isEqualTo(180);
        assertThat(pace.end(1001 * MILLI)).isZero();
    }

    @Test
    void aSecondBeginsWithAnEvent() {
        assertThat(pace.left(0)).isGreaterThan(Duration.ofHours(1));
        pace.isShown(700 * MILLI);
        assertThat(pace.left(700 * MILLI)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.left(1600 * MILLI)).isEqualTo(Duration.ofMillis(100));
        assertThat(pace.left(5000 * MILLI)).isZero();
    }

    @Test
    void theNextSecondShowsAsManyAgain() {
        assertThat(shown(30, 0, 1)).isEqualTo(20);
        assertThat(pace.end(2000 * MILLI)).isEqualTo(10);
        assertThat(pace.left(2000 * MILLI)).isGreaterThan(Duration.ofHours(1));
        assertThat(shown(30, 3000 * MILLI, 1)).isEqualTo(20);
    }

    @Test
    void anEventStormOfMinutesShowsTwentyASecond() {
        int shown = 0;
        long hidden = 0;
        for (long now = 0; now < 60_000 * MILLI; now += 5 * MILLI) {
            hidden += pace.end(now);
            shown += pace.isShown(now) ? 1 : 0;
        }
        hidden += pace.end(60_000 * MILLI);
        assertThat(shown).isEqualTo(60 * 20);
        assertThat(hidden).isEqualTo(60 * 180);
    }
}
