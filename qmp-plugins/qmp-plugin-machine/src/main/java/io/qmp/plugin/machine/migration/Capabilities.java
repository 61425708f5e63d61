package io.qmp.plugin.machine.migration;

import static io.qmp.plugin.qemu.type.MigrationCapability.AUTO_CONVERGE;
import static io.qmp.plugin.qemu.type.MigrationCapability.BACKGROUND_SNAPSHOT;
import static io.qmp.plugin.qemu.type.MigrationCapability.COMPRESS;
import static io.qmp.plugin.qemu.type.MigrationCapability.DIRTY_BITMAPS;
import static io.qmp.plugin.qemu.type.MigrationCapability.DIRTY_LIMIT;
import static io.qmp.plugin.qemu.type.MigrationCapability.LATE_BLOCK_ACTIVATE;
import static io.qmp.plugin.qemu.type.MigrationCapability.MAPPED_RAM;
import static io.qmp.plugin.qemu.type.MigrationCapability.MULTIFD;
import static io.qmp.plugin.qemu.type.MigrationCapability.PAUSE_BEFORE_SWITCHOVER;
import static io.qmp.plugin.qemu.type.MigrationCapability.POSTCOPY_BLOCKTIME;
import static io.qmp.plugin.qemu.type.MigrationCapability.POSTCOPY_PREEMPT;
import static io.qmp.plugin.qemu.type.MigrationCapability.POSTCOPY_RAM;
import static io.qmp.plugin.qemu.type.MigrationCapability.RDMA_PIN_ALL;
import static io.qmp.plugin.qemu.type.MigrationCapability.RELEASE_RAM;
import static io.qmp.plugin.qemu.type.MigrationCapability.RETURN_PATH;
import static io.qmp.plugin.qemu.type.MigrationCapability.SWITCHOVER_ACK;
import static io.qmp.plugin.qemu.type.MigrationCapability.VALIDATE_UUID;
import static io.qmp.plugin.qemu.type.MigrationCapability.XBZRLE;
import static io.qmp.plugin.qemu.type.MigrationCapability.X_COLO;
import static io.qmp.plugin.qemu.type.MigrationCapability.X_IGNORE_SHARED;
import static io.qmp.plugin.qemu.type.MigrationCapability.ZERO_COPY_SEND;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.MigrationCapability;
import java.util.Set;

/**
 * The rules about which capabilities of migration can be combined.
 *
 * @param version whose rules they are
 * @param enabled the capabilities that are on
 */
record Capabilities(QemuVersion version, Set<MigrationCapability> enabled) {
    private static final Set<MigrationCapability> NOT_WITH_SNAPSHOTS = Set.of(
            POSTCOPY_RAM,
            DIRTY_BITMAPS,
            POSTCOPY_BLOCKTIME,
            LATE_BLOCK_ACTIVATE,
            RETURN_PATH,
            MULTIFD,
            PAUSE_BEFORE_SWITCHOVER,
            AUTO_CONVERGE,
            RELEASE_RAM,
            RDMA_PIN_ALL,
            COMPRESS,
            XBZRLE,
            X_COLO,
            VALIDATE_UUID,
            ZERO_COPY_SEND);

    /**
     * Fails unless all of them can be on together.
     *
     * @param plain whether what is sent is neither compressed nor encrypted
     */
    void check(boolean plain) {
        require(!has(POSTCOPY_RAM) || !has(X_IGNORE_SHARED), "Postcopy is not compatible with ignore-shared");
        require(
                version != QemuVersion.V10_0 || !has(POSTCOPY_RAM) || !has(MULTIFD),
                "Postcopy is not yet compatible with multifd");
        require(
                version != QemuVersion.V11_1 || !has(X_COLO) || has(RETURN_PATH),
                "Capability 'x-colo' requires capability 'return-path'");
        if (has(BACKGROUND_SNAPSHOT)) {
            enabled.stream()
                    .filter(NOT_WITH_SNAPSHOTS::contains)
                    .findFirst()
                    .ifPresent(other -> fail("Background-snapshot is not compatible with " + Open.of(other)));
        }
        checkZeroCopy(plain);
        require(!has(POSTCOPY_PREEMPT) || has(POSTCOPY_RAM), "Postcopy preempt requires postcopy-ram");
        require(
                !has(SWITCHOVER_ACK) || has(RETURN_PATH),
                "Capability 'switchover-ack' requires capability 'return-path'");
        if (has(DIRTY_LIMIT)) {
            require(!has(AUTO_CONVERGE), "dirty-limit conflicts with auto-converge either of then available currently");
            fail("dirty-limit requires KVM with accelerator property 'dirty-ring-size' set");
        }
        require(!has(MULTIFD) || !has(COMPRESS), "Multifd is not compatible with compress");
        require(version == QemuVersion.V7_2 || !has(MULTIFD) || !has(XBZRLE), "Multifd is not compatible with xbzrle");
        require(!has(MAPPED_RAM) || !has(XBZRLE), "Mapped-ram migration is incompatible with xbzrle");
        require(!has(MAPPED_RAM) || !has(POSTCOPY_RAM), "Mapped-ram migration is incompatible with postcopy");
    }

    /** Fails if these capabilities need what is sent to be neither compressed nor encrypted, and it is not so. */
    void checkZeroCopy(boolean plain) {
        require(
                !has(ZERO_COPY_SEND) || has(MULTIFD) && !has(COMPRESS) && !has(XBZRLE) && plain,
                "Zero copy only available for non-compressed non-TLS multifd migration");
    }

    private boolean has(MigrationCapability capability) {
        return enabled.contains(capability);
    }

    private static void require(boolean fits, String message) {
        if (!fits) {
            fail(message);
        }
    }

    private static void fail(String message) {
        throw CommandFailedException.generic(message);
    }
}
