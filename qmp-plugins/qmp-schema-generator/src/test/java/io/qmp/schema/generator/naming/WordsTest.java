package io.qmp.schema.generator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "block-job-info, BlockJobInfo, blockJobInfo, BLOCK_JOB_INFO",
        "block_resize, BlockResize, blockResize, BLOCK_RESIZE",
        "BLOCK_IO_ERROR, BlockIoError, blockIoError, BLOCK_IO_ERROR",
        "legacyESX, LegacyEsx, legacyEsx, LEGACY_ESX",
        "twoGbMaxExtentFlat, TwoGbMaxExtentFlat, twoGbMaxExtentFlat, TWO_GB_MAX_EXTENT_FLAT",
        "QKeyCode, QKeyCode, qKeyCode, Q_KEY_CODE",
        "x86_64, X8664, x8664, X86_64",
        "3des, _3des, _3des, _3DES",
        "sha256, Sha256, sha256, SHA256",
        "UUID, Uuid, uuid, UUID"
    })
    void areSpeltInThreeWays(String name, String type, String variable, String constant) {
        Words words = Words.of(name);

        assertThat(words.upperCamel()).isEqualTo(type);
        assertThat(words.lowerCamel()).isEqualTo(variable);
        assertThat(words.constant()).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({
        "block-jobs, BlockJob",
        "cpus, Cpu",
        "addresses, Address",
        "properties, Property",
        "status, Status",
        "stats, Stats",
        "bus, Bus",
        "boxes, Box"
    })
    void haveASingular(String plural, String singular) {
        assertThat(Words.of(plural).singular().upperCamel()).isEqualTo(singular);
    }

    @Test
    void overlapOnceWhereTheyMeet() {
        assertThat(Words.of("blockdev-driver").plus(Words.of("driver-kind")).upperCamel())
                .isEqualTo("BlockdevDriverKind");
        assertThat(Words.of("a").plus("b").upperCamel()).isEqualTo("AB");
    }

    @Test
    void haveThingsInCommon() {
        assertThat(Words.of("block-dirty-add")
                        .commonBeginning(Words.of("block-dirty-del"))
                        .upperCamel())
                .isEqualTo("BlockDirty");
        assertThat(Words.of("null-co").common(Words.of("aio-null")).upperCamel())
                .isEqualTo("Null");
    }

    @Test
    void ofDownstreamNamesAreWhatFollowsTheDomain() {
        assertThat(Words.withoutDomain("__com.red-hat_drive-mirror")).isEqualTo("drive-mirror");
        assertThat(Words.withoutDomain("drive-mirror")).isEqualTo("drive-mirror");
    }
}
