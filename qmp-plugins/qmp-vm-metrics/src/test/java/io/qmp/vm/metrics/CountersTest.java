package io.qmp.vm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final Instant START = Instant.ofEpochSecond(100);

    private final Counters counters = new Counters();
    private long now = 200;

    private static VmValue disk(String device, double bytes) {
        return VmValue.of(VmFamily.READ_BYTES, "device", device, bytes);
    }

    /** Reads values a second later; when each began, in seconds. */
    private List<Long> read(VmValue... values) {
        now++;
        return counters.dated(List.of(values), START, Instant.ofEpochSecond(now)).stream()
                .map(value -> value.created().orElseThrow().getEpochSecond())
                .toList();
    }

    @Test
    void whatIsThereFromTheStartBeganWithTheProcess() {
        assertThat(read(disk("a", 5))).containsExactly(100L);
        assertThat(read(disk("a", 5))).containsExactly(100L);
        assertThat(read(disk("a", 6))).containsExactly(100L);
    }

    @Test
    void whatComesLaterBeganThen() {
        read(disk("a", 5));

        assertThat(read(disk("a", 5), disk("b", 0))).containsExactly(100L, 202L);
        assertThat(read(disk("a", 5), disk("b", 3))).containsExactly(100L, 202L);
    }

    @Test
    void aDeviceThatWasPluggedAgainBeganAnewEvenIfItsValueIsHigher() {
        read(disk("a", 5));
        read();

        assertThat(read(disk("a", 7))).containsExactly(203L);
    }

    @Test
    void aCounterThatGoesBackBeganAnewAndOthersGoOn() {
        read(disk("a", 5), disk("b", 5));

        assertThat(counters.wentBack(List.of(disk("a", 5), disk("b", 4)))).isTrue();
        assertThat(read(disk("a", 5), disk("b", 4))).containsExactly(100L, 202L);
        assertThat(counters.wentBack(List.of(disk("a", 5), disk("b", 4)))).isFalse();
    }

    @Test
    void gaugesHaveNoBeginning() {
        VmValue gauge = VmValue.of(VmFamily.BALLOON, 5);

        assertThat(counters.dated(List.of(gauge), START, START)).containsExactly(gauge);
        assertThat(counters.wentBack(List.of(VmValue.of(VmFamily.BALLOON, 4)))).isFalse();
    }

    @Test
    void allBeginAnewWithAnotherProcess() {
        read(disk("a", 5));

        counters.restart();

        assertThat(counters.dated(List.of(disk("a", 9)), Instant.ofEpochSecond(150), Instant.ofEpochSecond(300)))
                .extracting(value -> value.created().orElseThrow().getEpochSecond())
                .containsExactly(150L);
    }
}
