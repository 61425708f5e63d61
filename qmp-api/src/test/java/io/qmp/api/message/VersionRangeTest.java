package io.qmp.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.type.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
    @Versions(since = "10.0")
    private record Marked() {}

    @ParameterizedTest
    @CsvSource({
        "'', '', 7.2.0, true",
        "10.0, '', 10.0.0, true",
        "10.0, '', 9.2.4, false",
        "9.2, '', 10.0.0, true",
        "'', 7.2, 7.2.9, true",
        "'', 7.2, 8.0.0, false",
        "7.2, 10.0, 8.1.0, true",
        "7.2, 10.0, 10.1.0, false",
    })
    void hasTheVersionsFromItsFirstToItsLast(String since, String until, String version, boolean has) {
        String[] numbers = version.split("\\.");
        VersionTriple triple =
                new VersionTriple(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        assertThat(new VersionRange(since, until).has(triple)).isEqualTo(has);
    }

    @Test
    void isAllWithoutBoundsOnly() {
        assertThat(VersionRange.of(String.class).isAll()).isTrue();
        assertThat(VersionRange.of(Marked.class).isAll()).isFalse();
        assertThat(new VersionRange("", "7.2").isAll()).isFalse();
    }

    @Test
    void isFormerWithoutTheNewest() {
        assertThat(new VersionRange("7.2", "10.0").isFormer()).isTrue();
        assertThat(VersionRange.of(Marked.class).isFormer()).isFalse();
        assertThat(VersionRange.ALL.isFormer()).isFalse();
    }
}
