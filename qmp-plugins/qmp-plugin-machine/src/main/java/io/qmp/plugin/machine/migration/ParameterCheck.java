package io.qmp.plugin.machine.migration;

import io.qmp.api.error.CommandFailedException;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.machine.version.Wording;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.BitmapMigrationBitmap;
import io.qmp.plugin.qemu.type.BitmapMigrationNode;
import io.qmp.plugin.qemu.type.MigrationParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ranges of parameters of migration. */
final class ParameterCheck {
    private static final long PAGE = 4096;
    private static final int LONGEST_ALIAS = 255;
    private static final long LEAST_CHUNK = 1 << 20;
    private static final long MOST_CHUNK = 1 << 30;

    /**
     * The values of a parameter that is a number.
     *
     * @param name its name, as errors call it
     * @param value finds it
     * @param least the smallest
     * @param most the largest
     * @param expected what is expected, for people
     */
    private record Range(
            String name, Function<MigrationParameters, @Nullable Long> value, long least, long most, String expected) {

        static Range value(String name, Function<MigrationParameters, @Nullable Long> value, long least, long most) {
            return new Range(name, value, least, most, "a value between " + least + " and " + most);
        }

        static Range integer(String name, Function<MigrationParameters, @Nullable Long> value, long least, long most) {
            return new Range(name, value, least, most, "an integer in the range of " + least + " to " + most);
        }

        boolean fits(MigrationParameters parameters) {
            Long number = value.apply(parameters);
            return number == null || number >= least && number <= most;
        }
    }

    /** In the order in which QEMU checks them. */
    private static final List<Range> RANGES = List.of(
            Range.value("compress_level", MigrationParameters::compressLevel, 0, 9),
            Range.value("compress_threads", MigrationParameters::compressThreads, 1, 255),
            Range.value("decompress_threads", MigrationParameters::decompressThreads, 1, 255),
            Range.integer("throttle_trigger_threshold", MigrationParameters::throttleTriggerThreshold, 1, 100),
            Range.integer("cpu_throttle_initial", MigrationParameters::cpuThrottleInitial, 1, 99),
            Range.integer("cpu_throttle_increment", MigrationParameters::cpuThrottleIncrement, 1, 99),
            new Range(
                    "downtime_limit",
                    MigrationParameters::downtimeLimit,
                    0,
                    2_000_000,
                    "an integer in the range of 0 to (2000 * 1000) ms"),
            Range.value("multifd_channels", MigrationParameters::multifdChannels, 1, 255));

    /** Not checked by QEMU 7.2. */
    private static final List<Range> LEVELS = List.of(
            Range.value("multifd_zlib_level", MigrationParameters::multifdZlibLevel, 0, 9),
            Range.value("multifd_qatzip_level", MigrationParameters::multifdQatzipLevel, 1, 9),
            Range.value("multifd_zstd_level", MigrationParameters::multifdZstdLevel, 0, 20));

    private static final List<Range> LATER_RANGES = List.of(
            Range.value("announce_initial", MigrationParameters::announceInitial, 0, 100_000),
            Range.value("announce_max", MigrationParameters::announceMax, 0, 100_000),
            Range.value("announce_rounds", MigrationParameters::announceRounds, 0, 1000),
            new Range(
                    "announce_step",
                    MigrationParameters::announceStep,
                    1,
                    10_000,
                    "a value between 0 and 10000"), // sic
            Range.value("x-vcpu-dirty-limit-period", MigrationParameters::xVcpuDirtyLimitPeriod, 1, 1000));

    private final QemuVersion version;
    private final Wording wording;

    /** Makes a check as that version does it. */
    ParameterCheck(QemuVersion version) {
        this.version = version;
        this.wording = Behaviour.of(version.triple()).wording();
    }

    /** Fails unless all parameters are within their ranges. */
    void check(MigrationParameters parameters) {
        RANGES.forEach(range -> check(range, parameters));
        if (version != QemuVersion.V7_2) {
            LEVELS.forEach(range -> check(range, parameters));
        }
        checkCacheSize(parameters.xbzrleCacheSize());
        check(
                new Range(
                        "max_cpu_throttle",
                        MigrationParameters::maxCpuThrottle,
                        orZero(parameters.cpuThrottleInitial()),
                        99,
                        "an integer in the range of " + written("cpu_throttle_initial") + " to 99"),
                parameters);
        LATER_RANGES.forEach(range -> check(range, parameters));
        checkDirtyLimit(parameters.vcpuDirtyLimit());
        checkChunkSize(parameters.xRdmaChunkSize());
        if (parameters.blockBitmapMapping() != null) {
            checkMapping(parameters.blockBitmapMapping());
        }
    }

    private void check(Range range, MigrationParameters parameters) {
        if (!range.fits(parameters)) {
            throw unexpected(range.name(), range.expected());
        }
    }

    private void checkCacheSize(@Nullable Long size) {
        if (size != null && (Long.compareUnsigned(size, PAGE) < 0 || Long.bitCount(size) != 1)) {
            throw unexpected("xbzrle_cache_size", "a power of two no less than the target page size");
        }
    }

    private void checkDirtyLimit(@Nullable Long megabytes) {
        if (megabytes != null && megabytes == 0) {
            throw CommandFailedException.generic(
                    "Parameter '" + written("vcpu_dirty_limit") + "' must be greater than 1 MB/s");
        }
    }

    private void checkChunkSize(@Nullable Long size) {
        if (size != null && (size < LEAST_CHUNK || size > MOST_CHUNK || Long.bitCount(size) != 1)) {
            throw CommandFailedException.generic(wording.migrationParameter()
                    .formatted("x_rdma_chunk_size", "a power of 2 in the range 1MiB to 1024MiB"));
        }
    }

    private static void checkMapping(List<BitmapMigrationNode> nodes) {
        Set<String> names = new HashSet<>();
        Set<String> aliases = new HashSet<>();
        for (BitmapMigrationNode node : nodes) {
            requireMapping(
                    Identifiers.matches(node.alias()), "The node alias '" + node.alias() + "' is not well-formed");
            requireShort("node", node.alias());
            requireMapping(names.add(node.nodeName()), "The node name '" + node.nodeName() + "' is mapped twice");
            requireMapping(aliases.add(node.alias()), "The node alias '" + node.alias() + "' is used twice");
            checkBitmaps(node);
        }
    }

    private static void checkBitmaps(BitmapMigrationNode node) {
        Set<String> names = new HashSet<>();
        Set<String> aliases = new HashSet<>();
        for (BitmapMigrationBitmap bitmap : node.bitmaps()) {
            requireShort("bitmap", bitmap.alias());
            requireMapping(
                    names.add(bitmap.name()),
                    "The bitmap '" + node.nodeName() + "'/'" + bitmap.name() + "' is mapped twice");
            requireMapping(
                    aliases.add(bitmap.alias()),
                    "The bitmap alias '" + node.alias() + "'/'" + bitmap.alias() + "' is used twice");
        }
    }

    private static void requireShort(String what, String alias) {
        requireMapping(
                alias.length() <= LONGEST_ALIAS,
                "The " + what + " alias '" + alias + "' is longer than " + LONGEST_ALIAS + " bytes");
    }

    private static void requireMapping(boolean fits, String message) {
        if (!fits) {
            throw CommandFailedException.generic("Invalid mapping given for block-bitmap-mapping: " + message);
        }
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private CommandFailedException unexpected(String name, String expected) {
        return CommandFailedException.generic(wording.migrationParameter().formatted(written(name), expected));
    }

    private String written(String name) {
        return name.replace('_', wording.wordSeparator());
    }
}
