package io.qmp.plugin.machine.migration;

import io.qmp.api.message.VersionRange;
import io.qmp.api.type.Open;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import io.qmp.plugin.qemu.type.MigrationMode;
import io.qmp.plugin.qemu.type.MigrationParameters;
import io.qmp.plugin.qemu.type.MultifdCompression;
import io.qmp.plugin.qemu.type.StringOrNull;
import io.qmp.plugin.qemu.type.ZeroPageDetection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities and parameters that clients have set for a later migration. A command changes nothing if one of
 * its values is invalid.
 */
public final class MigrationSettings {
    private static final StringOrNull UNSET = StringOrNull.of("");

    private final QemuVersion version;
    private Set<MigrationCapability> capabilities = EnumSet.noneOf(MigrationCapability.class);
    private @Nullable MigrationParameters parameters; // the defaults, until it is set

    /** Makes the settings of a machine that behaves as that version. */
    public MigrationSettings(QemuVersion version) {
        this.version = version;
    }

    /** {@return all capabilities, in QEMU's order, and whether they are set} */
    public List<MigrationCapabilityStatus> capabilities() {
        return Stream.of(MigrationCapability.values())
                .filter(capability -> VersionRange.of(capability).has(version.triple()))
                .sorted(Comparator.comparing(MigrationSettings::placed))
                .map(capability ->
                        new MigrationCapabilityStatus(Open.of(capability), capabilities.contains(capability)))
                .toList();
    }

    /** Former ones stood behind others. */
    @SuppressWarnings("deprecation")
    private static MigrationCapability placed(MigrationCapability capability) {
        return switch (capability) {
            case ZERO_BLOCKS, COMPRESS -> MigrationCapability.AUTO_CONVERGE;
            case BLOCK -> MigrationCapability.RELEASE_RAM;
            default -> capability;
        };
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
        new Capabilities(version, changed).check(isPlain(parameters()));
        capabilities = changed;
    }

    MigrationParameters parameters() {
        MigrationParameters set = parameters;
        if (set == null) {
            set = defaults();
            parameters = set;
        }
        return set;
    }

    /** With those of all versions: only those of the version that it behaves as are written. */
    private static MigrationParameters defaults() {
        return MigrationParameters.builder()
                .announceInitial(50)
                .announceMax(550)
                .announceRounds(5)
                .announceStep(100)
                .throttleTriggerThreshold(50)
                .cpuThrottleInitial(20)
                .cpuThrottleIncrement(10)
                .cpuThrottleTailslow(false)
                .tlsCreds(UNSET)
                .tlsHostname(UNSET)
                .tlsAuthz(UNSET)
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
                .xRdmaChunkSize(1 << 20)
                .cprExecCommand(List.of())
                .compressLevel(1)
                .compressThreads(8)
                .compressWaitThread(true)
                .decompressThreads(2)
                .blockIncremental(false)
                .build();
    }

    void set(MigrationParameters changes) {
        MigrationParameters changed = changed(parameters(), changes);
        new ParameterCheck(version).check(changed);
        new Capabilities(version, capabilities).checkZeroCopy(isPlain(changed));
        parameters = changed;
    }

    private static boolean isPlain(MigrationParameters parameters) {
        return Open.of(MultifdCompression.NONE).equals(parameters.multifdCompression())
                && UNSET.equals(parameters.tlsCreds());
    }

    private static MigrationParameters changed(MigrationParameters old, MigrationParameters set) {
        MigrationParameters.Builder changed = old.toBuilder();
        change(set.announceInitial(), changed::announceInitial);
        change(set.announceMax(), changed::announceMax);
        change(set.announceRounds(), changed::announceRounds);
        change(set.announceStep(), changed::announceStep);
        change(set.throttleTriggerThreshold(), changed::throttleTriggerThreshold);
        change(set.cpuThrottleInitial(), changed::cpuThrottleInitial);
        change(set.cpuThrottleIncrement(), changed::cpuThrottleIncrement);
        change(set.cpuThrottleTailslow(), changed::cpuThrottleTailslow);
        change(text(set.tlsCreds()), changed::tlsCreds);
        change(text(set.tlsHostname()), changed::tlsHostname);
        change(text(set.tlsAuthz()), changed::tlsAuthz);
        change(set.maxBandwidth(), changed::maxBandwidth);
        change(set.availSwitchoverBandwidth(), changed::availSwitchoverBandwidth);
        change(set.downtimeLimit(), changed::downtimeLimit);
        change(set.xCheckpointDelay(), changed::xCheckpointDelay);
        change(set.multifdChannels(), changed::multifdChannels);
        change(set.xbzrleCacheSize(), changed::xbzrleCacheSize);
        change(set.maxPostcopyBandwidth(), changed::maxPostcopyBandwidth);
        change(set.maxCpuThrottle(), changed::maxCpuThrottle);
        change(known(set.multifdCompression()), changed::multifdCompression);
        change(set.multifdZlibLevel(), changed::multifdZlibLevel);
        change(set.multifdQatzipLevel(), changed::multifdQatzipLevel);
        change(set.multifdZstdLevel(), changed::multifdZstdLevel);
        change(set.blockBitmapMapping(), changed::blockBitmapMapping);
        change(set.xVcpuDirtyLimitPeriod(), changed::xVcpuDirtyLimitPeriod);
        change(set.vcpuDirtyLimit(), changed::vcpuDirtyLimit);
        change(known(set.mode()), changed::mode);
        change(known(set.zeroPageDetection()), changed::zeroPageDetection);
        change(set.directIo(), changed::directIo);
        change(set.xRdmaChunkSize(), changed::xRdmaChunkSize);
        change(set.cprExecCommand(), changed::cprExecCommand);
        change(set.compressLevel(), changed::compressLevel);
        change(set.compressThreads(), changed::compressThreads);
        change(set.compressWaitThread(), changed::compressWaitThread);
        change(set.decompressThreads(), changed::decompressThreads);
        change(set.blockIncremental(), changed::blockIncremental);
        return changed.build();
    }

    private static <T> void change(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static <E extends Enum<E>> @Nullable E known(@Nullable Open<E> value) {
        return value == null ? null : value.known().orElseThrow();
    }

    /** JSON's null unsets a text, too. */
    private static @Nullable StringOrNull text(@Nullable StringOrNull set) {
        return set instanceof StringOrNull.OfNull ? UNSET : set;
    }
}
