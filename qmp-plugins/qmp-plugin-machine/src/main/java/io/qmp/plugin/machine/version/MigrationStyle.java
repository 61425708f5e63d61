package io.qmp.plugin.machine.version;

import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import java.util.Optional;

/**
 * The behaviour of one version of QEMU when it is migrated.
 *
 * @param hasFiles whether streams go to and come from {@code file:}
 * @param takesFilesByDescriptor whether a descriptor may be one of a file
 * @param beginsBeforeLooking whether it begins before it looks at where to; what is wrong there is a failed migration
 * @param hasDeviceState whether the last part has a state of its own, {@code device}
 * @param isFailing whether a failure is first {@code failing}, while it goes on on this side
 * @param passes which passes over the memory are reported, and when
 * @param notInactive the error of a migration whose nodes cannot be inactive, before the last pass; empty for none,
 *     after that pass
 * @param interrupted the error of a migration that was cancelled before its last part; empty for none
 */
public record MigrationStyle(
        boolean hasFiles,
        boolean takesFilesByDescriptor,
        boolean beginsBeforeLooking,
        boolean hasDeviceState,
        boolean isFailing,
        Passes passes,
        Optional<String> notInactive,
        Optional<String> interrupted) {
    /**
     * The passes over the memory that are reported.
     *
     * @param before before the migration is active
     * @param middle when all has been sent once, before the machine is stopped
     * @param last when the machine is stopped
     * @param count how many there are in statistics
     */
    public record Passes(List<Integer> before, List<Integer> middle, List<Integer> last, int count) {}

    private static final Passes FIRST_AND_LAST = new Passes(List.of(1), List.of(), List.of(2), 2);
    private static final MigrationStyle V7_2 =
            new MigrationStyle(false, true, true, false, false, FIRST_AND_LAST, Optional.empty(), Optional.empty());
    private static final MigrationStyle V10_0 = new MigrationStyle(
            true,
            true,
            false,
            true,
            false,
            FIRST_AND_LAST,
            Optional.of("Error in migration completion: Bad address"),
            Optional.of("Channel error: Input/output error"));
    private static final MigrationStyle V11_1 = new MigrationStyle(
            true,
            false,
            false,
            true,
            true,
            new Passes(List.of(), List.of(2), List.of(), 2),
            Optional.of("Block inactivate failed during switchover"),
            Optional.of("Switchover is interrupted"));

    /** {@return the behaviour of a version} */
    public static MigrationStyle of(QemuVersion version) {
        return switch (version) {
            case V7_2 -> V7_2;
            case V10_0 -> V10_0;
            case V11_1 -> V11_1;
        };
    }
}
