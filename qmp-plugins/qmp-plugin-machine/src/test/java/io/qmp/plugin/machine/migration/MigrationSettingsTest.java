package io.qmp.plugin.machine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.command.MigrateSetParameters;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import io.qmp.plugin.qemu.type.MigrationParameters;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationSettingsTest {
    private final Binder binder = WireCodec.installed().newBinder(CompatPolicy.ACCEPT);
    private final MigrationSettings settings = new MigrationSettings(QemuVersion.V10_0);

    /** The names of parameters have hyphens where they are set, and mostly underscores where errors name them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throttle-trigger-threshold |  1 |    100 | throttle_trigger_threshold | an integer in the range of 1 to 100",
                "cpu-throttle-initial       |  1 |     99 | cpu_throttle_initial       | an integer in the range of 1 to 99",
                "cpu-throttle-increment     |  1 |     99 | cpu_throttle_increment     | an integer in the range of 1 to 99",
                "downtime-limit             |  0 | 2000000 | downtime_limit            | an integer in the range of 0 to (2000 * 1000) ms",
                "multifd-zlib-level         |  0 |      9 | multifd_zlib_level         | a value between 0 and 9",
                "multifd-qatzip-level       |  1 |      9 | multifd_qatzip_level       | a value between 1 and 9",
                "multifd-zstd-level         |  0 |     20 | multifd_zstd_level         | a value between 0 and 20",
                "announce-initial           |  0 | 100000 | announce_initial           | a value between 0 and 100000",
                "announce-max               |  0 | 100000 | announce_max               | a value between 0 and 100000",
                "announce-rounds            |  0 |   1000 | announce_rounds            | a value between 0 and 1000",
                "announce-step              |  1 |  10000 | announce_step              | a value between 0 and 10000",
                "x-vcpu-dirty-limit-period  |  1 |   1000 | x-vcpu-dirty-limit-period  | a value between 1 and 1000"
            })
    void numbersHaveRanges(String parameter, long least, long most, String name, String expected) {
        set(parameter, least);
        assertThat(told(parameter)).isEqualTo(QmpValue.of(least));
        set(parameter, most);
        assertThat(told(parameter)).isEqualTo(QmpValue.of(most));
        String message = "Parameter '" + name + "' expects " + expected;
        assertThat(failure(parameter, most + 1)).isEqualTo(message);
        if (least > 0) {
            assertThat(failure(parameter, least - 1)).isEqualTo(message);
        }
        assertThat(told(parameter)).isEqualTo(QmpValue.of(most));
    }

    /** More does not fit the parameter's type, so that it is named as it is set. */
    @Test
    void thereAreOneTo255Channels() {
        set("multifd-channels", 1);
        set("multifd-channels", 255);
        assertThat(failure("multifd-channels", 0))
                .isEqualTo("Parameter 'multifd_channels' expects a value between 1 and 255");
        assertThat(assertThatExceptionOfType(BindingException.class)
                        .isThrownBy(() -> set("multifd-channels", 256))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo("Parameter 'multifd-channels' expects uint8_t");
    }

    @Test
    void limitOfTheDirtyRateIsNotZero() {
        set("vcpu-dirty-limit", 1);
        assertThat(failure("vcpu-dirty-limit", 0))
                .isEqualTo("Parameter 'vcpu_dirty_limit' must be greater than 1 MB/s");
    }

    @Test
    void chunksOfTheLatestVersionAreAPowerOfTwo() {
        MigrationSettings latest = new MigrationSettings(QemuVersion.V11_1);
        for (long size : new long[] {0, 3, 1 << 19, 3 << 20, 1L << 31, -1}) {
            assertThatThrownBy(() -> latest.set(
                            MigrationParameters.builder().xRdmaChunkSize(size).build()))
                    .hasMessageEndingWith("Option x_rdma_chunk_size expects a power of 2 in the range 1MiB to 1024MiB");
        }
        latest.set(MigrationParameters.builder().xRdmaChunkSize(1 << 30).build());
        assertThat(latest.parameters().xRdmaChunkSize()).isEqualTo(1 << 30);
    }

    @Test
    void compressionIsOneOfTheOldestVersionOnly() {
        MigrationSettings oldest = new MigrationSettings(QemuVersion.V7_2);
        assertThatThrownBy(() -> oldest.set(
                        MigrationParameters.builder().compressLevel(10).build()))
                .hasMessageEndingWith("Parameter 'compress_level' expects a value between 0 and 9");
        assertThatThrownBy(() -> oldest.set(
                        MigrationParameters.builder().decompressThreads(0).build()))
                .hasMessageEndingWith("Parameter 'decompress_threads' expects a value between 1 and 255");
        oldest.set(MigrationParameters.builder().compressThreads(3).build());
        assertThat(oldest.parameters().compressThreads()).isEqualTo(3);
    }

    @Test
    void oldestVersionDoesNotCheckLevels() {
        MigrationSettings oldest = new MigrationSettings(QemuVersion.V7_2);
        oldest.set(MigrationParameters.builder().multifdZlibLevel(10).build());
        assertThat(oldest.parameters().multifdZlibLevel()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "V7_2, BLOCK, MAPPED_RAM",
        "V7_2, COMPRESS, DIRTY_LIMIT",
        "V10_0, ZERO_BLOCKS, COMPRESS",
        "V11_1, MAPPED_RAM, ZERO_BLOCKS"
    })
    void capabilitiesAreThoseOfTheVersion(QemuVersion version, MigrationCapability had, MigrationCapability lacked) {
        assertThat(new MigrationSettings(version).capabilities())
                .extracting(status -> status.capability().known().orElseThrow())
                .contains(had)
                .doesNotContain(lacked);
    }

    @Test
    void mostThrottleIsNoLessThanTheFirst() {
        set("cpu-throttle-initial", 50);
        assertThat(failure("max-cpu-throttle", 49))
                .isEqualTo(
                        "Parameter 'max_cpu_throttle' expects an integer in the range of cpu_throttle_initial to 99");
        set("max-cpu-throttle", 50);
        assertThat(failure("cpu-throttle-initial", 51))
                .isEqualTo(
                        "Parameter 'max_cpu_throttle' expects an integer in the range of cpu_throttle_initial to 99");
    }

    @ParameterizedTest
    @CsvSource({"4095", "4097", "0", "2048", "12288"})
    void cacheOfAnotherSizeIsRefused(long size) {
        assertThat(failure("xbzrle-cache-size", size))
                .isEqualTo("Parameter 'xbzrle_cache_size' expects a power of two no less than the target page size");
    }

    @Test
    void cacheHasASizeThatIsAPowerOfTwo() {
        set("xbzrle-cache-size", 4096);
        set("xbzrle-cache-size", 1L << 40);
        assertThat(told("xbzrle-cache-size")).isEqualTo(QmpValue.of(1L << 40));
    }

    @Test
    void nothingChangesUnlessAllFits() {
        QmpObject changes = QmpObject.of("announce-max", QmpValue.of(7), "announce-step", QmpValue.of(0));
        assertThatThrownBy(() -> set(changes)).isInstanceOf(CommandFailedException.class);
        assertThat(told("announce-max")).isEqualTo(QmpValue.of(550));
    }

    @Test
    void capabilitiesThatExcludeEachOtherAreNotOnTogether() {
        turn(MigrationCapability.MULTIFD, true);
        assertThat(assertThatExceptionOfType(CommandFailedException.class)
                        .isThrownBy(() -> turn(MigrationCapability.XBZRLE, true))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo("Multifd is not compatible with xbzrle");
        assertThat(settings.has(MigrationCapability.XBZRLE)).isFalse();
        turn(MigrationCapability.MULTIFD, false);
        turn(MigrationCapability.XBZRLE, true);
        assertThat(settings.has(MigrationCapability.XBZRLE)).isTrue();
    }

    @Test
    void capabilitiesThatNeedOthersDoNotComeAlone() {
        assertThat(assertThatExceptionOfType(CommandFailedException.class)
                        .isThrownBy(() -> turn(MigrationCapability.POSTCOPY_PREEMPT, true))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo("Postcopy preempt requires postcopy-ram");
        turn(MigrationCapability.POSTCOPY_RAM, true);
        turn(MigrationCapability.POSTCOPY_PREEMPT, true);
        assertThat(settings.has(MigrationCapability.POSTCOPY_PREEMPT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V7_2  | MULTIFD             | XBZRLE       | ",
                "V10_0 | MULTIFD             | XBZRLE       | Multifd is not compatible with xbzrle",
                "V7_2  | MULTIFD             | COMPRESS     | Multifd is not compatible with compress",
                "V7_2  | BACKGROUND_SNAPSHOT | COMPRESS     | Background-snapshot is not compatible with compress",
                "V7_2  | POSTCOPY_RAM        | MULTIFD      | ",
                "V10_0 | POSTCOPY_RAM        | MULTIFD      | Postcopy is not yet compatible with multifd",
                "V11_1 | POSTCOPY_RAM        | MULTIFD      | ",
                "V10_0 | X_COLO              | XBZRLE       | ",
                "V11_1 | X_COLO              | XBZRLE       | Capability 'x-colo' requires capability 'return-path'",
                "V11_1 | X_COLO              | RETURN_PATH  | "
            })
    void versionsDifferInWhatCanBeOnTogether(
            QemuVersion version, MigrationCapability one, MigrationCapability other, @Nullable String error) {
        MigrationSettings own = new MigrationSettings(version);
        List<MigrationCapabilityStatus> both = Stream.of(one, other)
                .map(known -> new MigrationCapabilityStatus(Open.of(known), true))
                .toList();
        if (error == null) {
            own.set(both);
        } else {
            assertThatThrownBy(() -> own.set(both)).hasMessageEndingWith(error);
        }
        assertThat(own.has(one) && own.has(other)).isEqualTo(error == null);
    }

    @Test
    void formerCapabilitiesHaveTheirPlaces() {
        assertThat(new MigrationSettings(QemuVersion.V7_2).capabilities())
                .extracting(status -> status.capability().toString())
                .startsWith(
                        "xbzrle",
                        "rdma-pin-all",
                        "auto-converge",
                        "zero-blocks",
                        "compress",
                        "events",
                        "postcopy-ram",
                        "x-colo",
                        "release-ram",
                        "block",
                        "return-path");
    }

    @Test
    void zeroCopyAndCompressionExcludeEachOtherInBothOrders() {
        String message = "Zero copy only available for non-compressed non-TLS multifd migration";
        set(QmpObject.of("multifd-compression", QmpValue.of("zlib")));
        turn(MigrationCapability.MULTIFD, true);
        assertThat(assertThatExceptionOfType(CommandFailedException.class)
                        .isThrownBy(() -> turn(MigrationCapability.ZERO_COPY_SEND, true))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo(message);
        set(QmpObject.of("multifd-compression", QmpValue.of("none")));
        turn(MigrationCapability.ZERO_COPY_SEND, true);
        assertThat(assertThatExceptionOfType(CommandFailedException.class)
                        .isThrownBy(() -> set(QmpObject.of("multifd-compression", QmpValue.of("zlib"))))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1x, b, The node alias '1x' is not well-formed",
        "n, LONG, The bitmap alias 'LONG' is longer than 255 bytes"
    })
    void aliasesOfBitmapsHaveAForm(String node, String bitmap, String message) {
        String longAlias = "x".repeat(256);
        assertThat(assertThatExceptionOfType(CommandFailedException.class)
                        .isThrownBy(() -> set(mapping(node, "b1", bitmap.replace("LONG", longAlias), "b2", "other")))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo("Invalid mapping given for block-bitmap-mapping: " + message.replace("LONG", longAlias));
    }

    @Test
    void bitmapIsMappedOnce() {
        assertThatThrownBy(() -> set(mapping("n", "b", "x", "b", "y"))).isInstanceOf(CommandFailedException.class);
        assertThatThrownBy(() -> set(mapping("n", "b", "x", "c", "x"))).isInstanceOf(CommandFailedException.class);
        set(mapping("n", "b", "x", "c", "y"));
    }

    private QmpObject mapping(String alias, String bitmap1, String alias1, String bitmap2, String alias2) {
        return (QmpObject) WireCodec.installed()
                .parse(("{'block-bitmap-mapping': [{'node-name': 'node', 'alias': '%s', 'bitmaps': ["
                                + "{'name': '%s', 'alias': '%s'}, {'name': '%s', 'alias': '%s'}]}]}")
                        .formatted(alias, bitmap1, alias1, bitmap2, alias2)
                        .replace('\'', '"'));
    }

    private void set(String parameter, long value) {
        set(QmpObject.of(parameter, QmpValue.of(value)));
    }

    private void set(QmpObject changes) {
        settings.set(binder.command(MigrateSetParameters.class)
                .readArguments(changes)
                .parameters());
    }

    private String failure(String parameter, long value) {
        return assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> set(parameter, value))
                .actual()
                .error()
                .desc();
    }

    private QmpValue told(String parameter) {
        QmpObject parameters = (QmpObject) binder.write(settings.parameters());
        return parameters.get(parameter);
    }

    private void turn(MigrationCapability capability, boolean on) {
        settings.set(Stream.of(capability)
                .map(known -> new MigrationCapabilityStatus(Open.of(known), on))
                .toList());
    }
}
