package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.Union;
import org.jspecify.annotations.Nullable;

/**
 * A block job.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "type", type = JobType.class)
public sealed interface BlockJobInfo {
    /** {@return its id} */
    String device();

    /** {@return where its progress ends} */
    long len();

    /** {@return its progress} */
    long offset();

    /** {@return whether it is at work} */
    boolean busy();

    /** {@return whether it was told to pause} */
    boolean paused();

    /** {@return its limit in bytes a second; 0 for none} */
    long speed();

    /** {@return whether its node works} */
    BlockDeviceIoStatus ioStatus();

    /** {@return whether it may be completed} */
    boolean ready();

    /** {@return how far it is} */
    JobStatus status();

    /** {@return whether it finalizes itself} */
    boolean autoFinalize();

    /** {@return whether it vanishes when it has ended} */
    boolean autoDismiss();

    /** {@return why it failed, if it did} */
    @Nullable
    String error();

    /** Of a mirror job. */
    @Case("mirror")
    record Mirror(
            String device,
            long len,
            long offset,
            boolean busy,
            boolean paused,
            long speed,
            BlockDeviceIoStatus ioStatus,
            boolean ready,
            JobStatus status,
            boolean autoFinalize,
            boolean autoDismiss,
            @Nullable String error,
            boolean activelySynced)
            implements BlockJobInfo {}

    /** Of any other type: nothing more is told. */
    record Plain(
            JobType type,
            String device,
            long len,
            long offset,
            boolean busy,
            boolean paused,
            long speed,
            BlockDeviceIoStatus ioStatus,
            boolean ready,
            JobStatus status,
            boolean autoFinalize,
            boolean autoDismiss,
            @Nullable String error)
            implements BlockJobInfo {}
}
