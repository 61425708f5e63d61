package io.qmp.plugin.machine.job;

import io.qmp.plugin.qemu.type.JobType;
import org.jspecify.annotations.Nullable;

/**
 * The settings that jobs of all types have.
 *
 * @param id the id
 * @param type the type
 * @param speed the most bytes a second; 0 for no limit
 * @param autoFinalize whether the job makes its result permanent without {@code job-finalize}
 * @param autoDismiss whether the job goes when it has concluded, without {@code job-dismiss}
 */
public record JobSettings(String id, JobType type, long speed, boolean autoFinalize, boolean autoDismiss) {
    /**
     * {@return the settings as a command gives them}
     *
     * @param id the id; an absent one is never valid, as block nodes have no name to derive it from
     * @param type the type
     * @param speed the speed; absent for no limit
     * @param autoFinalize absent for yes
     * @param autoDismiss absent for yes
     */
    public static JobSettings of(
            @Nullable String id,
            JobType type,
            @Nullable Long speed,
            @Nullable Boolean autoFinalize,
            @Nullable Boolean autoDismiss) {
        return new JobSettings(
                id == null ? "" : id,
                type,
                speed == null ? 0 : speed,
                !Boolean.FALSE.equals(autoFinalize),
                !Boolean.FALSE.equals(autoDismiss));
    }

    /** {@return whether it is a block job, which has events and commands of its own} */
    boolean isBlockJob() {
        return switch (type) {
            case COMMIT, STREAM, MIRROR, BACKUP -> true;
            default -> false;
        };
    }
}
