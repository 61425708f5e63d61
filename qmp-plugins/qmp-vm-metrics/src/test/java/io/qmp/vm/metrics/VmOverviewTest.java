package io.qmp.vm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VmOverviewTest {
    private static final Map<String, String> DISK = Map.of("device", "drive0", "node", "n0");

    @Test
    void ratesAreWhatCountersWentUpBetweenTheTimesOfTheirAnswers() {
        VmOverview vm = VmOverview.of(
                Optional.of(new VmReading(disk(1000, 500, 0.5, Instant.EPOCH), 1_000_000_000L)),
                new VmReading(disk(5000, 700, 0.5, Instant.EPOCH), 3_000_000_000L));

        assertThat(vm.disks()).containsExactly(new VmOverview.Disk("drive0", "n0", 2000, 100, 0));
    }

    @Test
    void aCounterThatHasBegunAnewHasNoRate() {
        VmOverview vm = VmOverview.of(
                Optional.of(new VmReading(disk(1000, 500, 0, Instant.EPOCH), 0)),
                new VmReading(disk(5000, 500, 0, Instant.EPOCH.plusSeconds(1)), 1_000_000_000L));

        assertThat(vm.disks()).containsExactly(new VmOverview.Disk("drive0", "n0", 0, 0, 0));
    }

    @Test
    void withoutAnAnswerNothingIsKnown() {
        VmOverview vm = VmOverview.of(Optional.empty(), new VmReading(List.of(VmValue.of(VmFamily.UP, 0)), 0));

        assertThat(vm.up()).isFalse();
        assertThat(vm.state()).isEmpty();
        assertThat(vm.cpu()).isEmpty();
        assertThat(vm.disks()).isEmpty();
        assertThat(vm.migration()).isEmpty();
    }

    @Test
    void jobsAndMigrationHaveTheirProgress() {
        VmOverview vm = VmOverview.of(
                Optional.empty(),
                new VmReading(
                        List.of(
                                VmValue.of(VmFamily.STATUS, "status", "running", 1),
                                VmValue.of(VmFamily.JOB_PROGRESS, Map.of("type", "mirror", "job", "m0"), 0.25),
                                VmValue.of(VmFamily.MIGRATION_STATUS, "status", "active", 1),
                                VmValue.of(VmFamily.MIGRATION_TOTAL, 100),
                                VmValue.of(VmFamily.MIGRATION_REMAINING, 40)),
                        0));

        assertThat(vm.state()).isEqualTo("running");
        assertThat(vm.jobs()).containsExactly(new VmOverview.Job("m0", "mirror", 0.25));
        assertThat(vm.migration()).hasValueSatisfying(migration -> {
            assertThat(migration.status()).isEqualTo("active");
            assertThat(migration.ratio().orElseThrow()).isEqualTo(0.6);
        });
    }

    private static List<VmValue> disk(double read, double written, double age, Instant created) {
        return List.of(
                VmValue.of(VmFamily.AGE, "sampler", "block", age),
                VmValue.of(VmFamily.READ_BYTES, DISK, read).createdAt(created),
                VmValue.of(VmFamily.WRITE_BYTES, DISK, written).createdAt(created));
    }
}
