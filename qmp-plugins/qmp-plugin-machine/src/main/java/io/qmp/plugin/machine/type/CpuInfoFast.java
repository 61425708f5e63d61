package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.Union;
import org.jspecify.annotations.Nullable;

/**
 * A virtual CPU.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "target", type = SysEmuTarget.class)
public sealed interface CpuInfoFast {
    /** {@return its number} */
    long cpuIndex();

    /** {@return its path} */
    String qomPath();

    /** {@return the host's thread that runs it} */
    long threadId();

    /** {@return where it sits} */
    @Nullable
    Properties props();

    /** Of an s390x machine. */
    @Case("s390x")
    record S390(
            long cpuIndex,
            String qomPath,
            long threadId,
            @Nullable Properties props,
            S390State cpuState,
            @Nullable Boolean dedicated,
            @Nullable S390Entitlement entitlement)
            implements CpuInfoFast {}

    /** Of any other target: nothing more is told. */
    record Plain(
            SysEmuTarget target,
            long cpuIndex,
            String qomPath,
            long threadId,
            @Nullable Properties props) implements CpuInfoFast {}

    /** Where a virtual CPU sits. */
    record Properties(
            @Nullable Long nodeId,
            @Nullable Long drawerId,
            @Nullable Long bookId,
            @Nullable Long socketId,
            @Nullable Long dieId,
            @Nullable Long clusterId,
            @Nullable Long moduleId,
            @Nullable Long coreId,
            @Nullable Long threadId) {}

    /** What an s390x CPU is doing. */
    enum S390State {
        UNINITIALIZED,
        STOPPED,
        CHECK_STOP,
        OPERATING,
        LOAD
    }

    /** How an s390x CPU is scheduled. */
    enum S390Entitlement {
        AUTO,
        LOW,
        MEDIUM,
        HIGH
    }
}
