package io.qmp.plugin.machine.migration;

import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.command.MigrateSetParameters;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import io.qmp.plugin.qemu.type.MigrationMode;
import io.qmp.plugin.qemu.type.MigrationParameters;
import io.qmp.plugin.qemu.type.MultifdCompression;
import io.qmp.plugin.qemu.type.StringOrNull;
import io.qmp.plugin.qemu.type.ZeroPageDetection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client has set for migrations to come: kept, checked, told. Nothing changes unless all that is set fits. */
final class MigrationSettings {
    private static final Set<MigrationCapability> GONE =
            EnumSet.of(MigrationCapability.COMPRESS, MigrationCapability.BLOCK);

    private Set<MigrationCapability> capabilities = EnumSet.noneOf(MigrationCapability.class);
    private MigrationParameters parameters = MigrationParameters.builder()
            .announceInitial(50)
            .announceMax(550)
            .announceRounds(5)
            .announceStep(100)
            .throttleTriggerThreshold(50)
            .cpuThrottleInitial(20)
            .cpuThrottleIncrement(10)
            .cpuThrottleTailslow(false)
            .tlsCreds("")
            .tlsHostname("")
            .tlsAuthz("")
            .maxBandwidth(128 << 20)
            .availSwitchoverBandwidth(0)
            .downtimeLimit(300)
            .xCheckpointDelay(20_000)
            .multifdChannels(2)
            .multifdCompression(MultifdCompression.NONE)
            .multifdZlibLevel(1)
            .multifdQatzipLevel(1)
            .multifdZstdLevel(1)
            .xbzrleCacheSize(64 << 20)
            .maxPostcopyBandwidth(0)
            .maxCpuThrottle(99)
            .xVcpuDirtyLimitPeriod(1000)
            .vcpuDirtyLimit(1)
            .mode(MigrationMode.NORMAL)
            .zeroPageDetection(ZeroPageDetection.MULTIFD)
            .directIo(false)
            .build();

    List<MigrationCapabilityStatus> capabilities() {
        return Stream.of(MigrationCapability.values())
                .filter(capability -> !GONE.contains(capability))
                .map(capability ->
                        new MigrationCapabilityStatus(Open.of(capability), capabilities.contains(capability)))
                .toList();
    }

    boolean has(MigrationCapability capability) {
        return capabilities.contains(capability);
    }

    void set(List<MigrationCapabilityStatus> changes) {
        Set<MigrationCapability> changed = EnumSet.copyOf(capabilities);
        for (MigrationCapabilityStatus change : changes) {
            MigrationCapability capability = change.capability().known().orElseThrow();
            if (change.state()) {
                changed.add(capability);
            } else {
                changed.remove(capability);
            }
        }
        new Capabilities(changed).check(isPlain(parameters));
        capabilities = changed;
    }

    MigrationParameters parameters() {
        return parameters;
    }

    void set(MigrateSetParameters changes) {
        MigrationParameters changed = changed(parameters, changes);
        ParameterCheck.check(changed);
        new Capabilities(capabilities).checkZeroCopy(isPlain(changed));
        parameters = changed;
    }

    private static boolean isPlain(MigrationParameters parameters) {
        return Open.of(MultifdCompression.NONE).equals(parameters.multifdCompression())
                && "".equals(parameters.tlsCreds());
    }

    private static MigrationParameters changed(MigrationParameters old, MigrateSetParameters set) {
        return new MigrationParameters(
                set.announceInitial() != null ? set.announceInitial() : old.announceInitial(),
                set.announceMax() != null ? set.announceMax() : old.announceMax(),
                set.announceRounds() != null ? set.announceRounds() : old.announceRounds(),
                set.announceStep() != null ? set.announceStep() : old.announceStep(),
                set.throttleTriggerThreshold() != null
                        ? set.throttleTriggerThreshold()
                        : old.throttleTriggerThreshold(),
                set.cpuThrottleInitial() != null ? set.cpuThrottleInitial() : old.cpuThrottleInitial(),
                set.cpuThrottleIncrement() != null ? set.cpuThrottleIncrement() : old.cpuThrottleIncrement(),
                set.cpuThrottleTailslow() != null ? set.cpuThrottleTailslow() : old.cpuThrottleTailslow(),
                text(set.tlsCreds(), old.tlsCreds()),
                text(set.tlsHostname(), old.tlsHostname()),
                text(set.tlsAuthz(), old.tlsAuthz()),
                set.maxBandwidth() != null ? set.maxBandwidth() : old.maxBandwidth(),
                set.availSwitchoverBandwidth() != null
                        ? set.availSwitchoverBandwidth()
                        : old.availSwitchoverBandwidth(),
                set.downtimeLimit() != null ? set.downtimeLimit() : old.downtimeLimit(),
                set.xCheckpointDelay() != null ? set.xCheckpointDelay() : old.xCheckpointDelay(),
                set.multifdChannels() != null ? set.multifdChannels() : old.multifdChannels(),
                set.xbzrleCacheSize() != null ? set.xbzrleCacheSize() : old.xbzrleCacheSize(),
                set.maxPostcopyBandwidth() != null ? set.maxPostcopyBandwidth() : old.maxPostcopyBandwidth(),
                set.maxCpuThrottle() != null ? set.maxCpuThrottle() : old.maxCpuThrottle(),
                open(set.multifdCompression(), old.multifdCompression()),
                set.multifdZlibLevel() != null ? set.multifdZlibLevel() : old.multifdZlibLevel(),
                set.multifdQatzipLevel() != null ? set.multifdQatzipLevel() : old.multifdQatzipLevel(),
                set.multifdZstdLevel() != null ? set.multifdZstdLevel() : old.multifdZstdLevel(),
                set.blockBitmapMapping() != null ? set.blockBitmapMapping() : old.blockBitmapMapping(),
                set.xVcpuDirtyLimitPeriod() != null ? set.xVcpuDirtyLimitPeriod() : old.xVcpuDirtyLimitPeriod(),
                set.vcpuDirtyLimit() != null ? set.vcpuDirtyLimit() : old.vcpuDirtyLimit(),
                open(set.mode(), old.mode()),
                open(set.zeroPageDetection(), old.zeroPageDetection()),
                set.directIo() != null ? set.directIo() : old.directIo(),
                null,
                null,
                null,
                null,
                null);
    }

    private static <E extends Enum<E>> @Nullable Open<E> open(@Nullable E set, @Nullable Open<E> old) {
        return set != null ? Open.of(set) : old;
    }

    private static @Nullable String text(@Nullable StringOrNull set, @Nullable String old) {
        if (set == null) {
            return old;
        }
        return set instanceof StringOrNull.OfString text ? text.value() : "";
    }
}
