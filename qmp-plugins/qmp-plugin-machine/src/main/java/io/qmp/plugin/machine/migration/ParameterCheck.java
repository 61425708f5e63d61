package io.qmp.plugin.machine.migration;

import io.qmp.api.error.CommandFailedException;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.version.Wording;
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
            Range.integer("throttle_trigger_threshold", MigrationParameters::throttleTriggerThreshold, 1, 100),
            Range.integer("cpu_throttle_initial", MigrationParameters::cpuThrottleInitial, 1, 99),
            Range.integer("cpu_throttle_increment", MigrationParameters::cpuThrottleIncrement, 1, 99),
            new Range(
                    "downtime_limit",
                    MigrationParameters::downtimeLimit,
                    0,
                    2_000_000,
                    "an integer in the range of 0 to (2000 * 1000) ms"),
            Range.value("multifd_channels", MigrationParameters::multifdChannels, 1, 255),
            Range.value("multifd_zlib_level", MigrationParameters::multifdZlibLevel, 0, 9),
            Range.value("multifd_qatzip_level", MigrationParameters::multifdQatzipLevel, 1, 9),
            Range.value("multifd_zstd_level", MigrationParameters::multifdZstdLevel, 0, 20));

    private static final List<Range> LATER_RANGES = List.of(
            Range.value("announce_initial", MigrationParameters::announceInitial, 0, 100_000),
            Range.value("announce_max", MigrationParameters::announceMax, 0, 100_000),
            Range.value("announce_rounds", MigrationParameters::announceRounds, 0, 1000),
            Range.value("announce_step", MigrationParameters::announceStep, 1, 10_000),
            Range.value("x-vcpu-dirty-limit-period", MigrationParameters::xVcpuDirtyLimitPeriod, 1, 1000));

    private final Wording wording;

    /**
     * Makes a check.
     *
     * @param wording the texts of its errors
     */
    ParameterCheck(Wording wording) {
        this.wording = wording;
    }

    /** Fails unless all parameters are within their ranges. */
    void check(MigrationParameters parameters) {
        RANGES.forEach(range -> check(range, parameters));
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
