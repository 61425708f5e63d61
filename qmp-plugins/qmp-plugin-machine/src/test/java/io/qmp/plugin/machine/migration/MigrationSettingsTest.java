package io.qmp.plugin.machine.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.MigrateSetParameters;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationSettingsTest {
    private final Binder binder = WireCodec.installed().newBinder(CompatPolicy.ACCEPT);
    private final MigrationSettings settings = new MigrationSettings();

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
                "announce-step              |  1 |  10000 | announce_step              | a value between 1 and 10000",
                "x-vcpu-dirty-limit-period  |  1 |   1000 | x-vcpu-dirty-limit-period  | a value between 1 and 1000"
            })
    void numbersHaveRanges(String parameter, long least, long most, String name, String expected) {
        set(parameter, least);
        assertEquals(QmpValue.of(least), told(parameter));
        set(parameter, most);
        assertEquals(QmpValue.of(most), told(parameter));
        String message = "Parameter '" + name + "' expects " + expected;
        assertEquals(message, failure(parameter, most + 1));
        if (least > 0) {
            assertEquals(message, failure(parameter, least - 1));
        }
        assertEquals(QmpValue.of(most), told(parameter));
    }

    /** More does not fit the parameter's type, so that it is named as it is set. */
    @Test
    void thereAreOneTo255Channels() {
        set("multifd-channels", 1);
        set("multifd-channels", 255);
        assertEquals("Parameter 'multifd_channels' expects a value between 1 and 255", failure("multifd-channels", 0));
        assertEquals(
                "Parameter 'multifd-channels' expects uint8_t",
                assertThrows(BindingException.class, () -> set("multifd-channels", 256))
                        .error()
                        .desc());
    }

    @Test
    void mostThrottleIsNoLessThanTheFirst() {
        set("cpu-throttle-initial", 50);
        assertEquals(
                "Parameter 'max_cpu_throttle' expects an integer in the range of cpu_throttle_initial to 99",
                failure("max-cpu-throttle", 49));
        set("max-cpu-throttle", 50);
        assertEquals(
                "Parameter 'max_cpu_throttle' expects an integer in the range of cpu_throttle_initial to 99",
                failure("cpu-throttle-initial", 51));
    }

    @ParameterizedTest
    @CsvSource({"4095", "4097", "0", "2048", "12288"})
    void cacheOfAnotherSizeIsRefused(long size) {
        assertEquals(
                "Parameter 'xbzrle_cache_size' expects a power of two no less than the target page size",
                failure("xbzrle-cache-size", size));
    }

    @Test
    void cacheHasASizeThatIsAPowerOfTwo() {
        set("xbzrle-cache-size", 4096);
        set("xbzrle-cache-size", 1L << 40);
        assertEquals(QmpValue.of(1L << 40), told("xbzrle-cache-size"));
    }

    @Test
    void nothingChangesUnlessAllFits() {
        QmpObject changes = QmpObject.of("announce-max", QmpValue.of(7), "announce-step", QmpValue.of(0));
        assertThrows(CommandFailedException.class, () -> set(changes));
        assertEquals(QmpValue.of(550), told("announce-max"));
    }

    @Test
    void capabilitiesThatExcludeEachOtherAreNotOnTogether() {
        turn(MigrationCapability.MULTIFD, true);
        assertEquals(
                "Multifd is not compatible with xbzrle",
                assertThrows(CommandFailedException.class, () -> turn(MigrationCapability.XBZRLE, true))
                        .error()
                        .desc());
        assertFalse(settings.has(MigrationCapability.XBZRLE));
        turn(MigrationCapability.MULTIFD, false);
        turn(MigrationCapability.XBZRLE, true);
        assertTrue(settings.has(MigrationCapability.XBZRLE));
    }

    @Test
    void capabilitiesThatNeedOthersDoNotComeAlone() {
        assertEquals(
                "Postcopy preempt requires postcopy-ram",
                assertThrows(CommandFailedException.class, () -> turn(MigrationCapability.POSTCOPY_PREEMPT, true))
                        .error()
                        .desc());
        turn(MigrationCapability.POSTCOPY_RAM, true);
        turn(MigrationCapability.POSTCOPY_PREEMPT, true);
        assertTrue(settings.has(MigrationCapability.POSTCOPY_PREEMPT));
    }

    @Test
    void zeroCopyAndCompressionExcludeEachOtherInBothOrders() {
        String message = "Zero copy only available for non-compressed non-TLS multifd migration";
        set(QmpObject.of("multifd-compression", QmpValue.of("zlib")));
        turn(MigrationCapability.MULTIFD, true);
        assertEquals(
                message,
                assertThrows(CommandFailedException.class, () -> turn(MigrationCapability.ZERO_COPY_SEND, true))
                        .error()
                        .desc());
        set(QmpObject.of("multifd-compression", QmpValue.of("none")));
        turn(MigrationCapability.ZERO_COPY_SEND, true);
        assertEquals(
                message,
                assertThrows(
                                CommandFailedException.class,
                                () -> set(QmpObject.of("multifd-compression", QmpValue.of("zlib"))))
                        .error()
                        .desc());
    }

    @ParameterizedTest
    @CsvSource({
        "1x, b, The node alias '1x' is not well-formed",
        "n, LONG, The bitmap alias 'LONG' is longer than 255 bytes"
    })
    void aliasesOfBitmapsHaveAForm(String node, String bitmap, String message) {
        String longAlias = "x".repeat(256);
        assertEquals(
                "Invalid mapping given for block-bitmap-mapping: " + message.replace("LONG", longAlias),
                assertThrows(
                                CommandFailedException.class,
                                () -> set(mapping(node, "b1", bitmap.replace("LONG", longAlias), "b2", "other")))
                        .error()
                        .desc());
    }

    @Test
    void bitmapIsMappedOnce() {
        assertThrows(CommandFailedException.class, () -> set(mapping("n", "b", "x", "b", "y")));
        assertThrows(CommandFailedException.class, () -> set(mapping("n", "b", "x", "c", "x")));
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
        settings.set(binder.command(MigrateSetParameters.class).readArguments(changes));
    }

    private String failure(String parameter, long value) {
        return assertThrows(CommandFailedException.class, () -> set(parameter, value))
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
