package io.qmp.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final VersionInfo VERSION = new VersionInfo(new VersionTriple(10, 0, 13), "package");

    @Test
    void tellsVersionAndCapabilities() {
        Greeting greeting = Greeting.of(VERSION, List.of("oob"));

        assertThat(greeting.version().orElseThrow()).isEqualTo(VERSION);
        assertThat(greeting.capabilities()).isEqualTo(List.of("oob"));
    }

    @Test
    void toleratesWhatIsMissingOrUnknown() {
        assertThat(new Greeting(QmpObject.EMPTY).version().isEmpty()).isTrue();
        assertThat(new Greeting(QmpObject.EMPTY).capabilities().isEmpty()).isTrue();
        Greeting odd = new Greeting(QmpObject.of(
                "version", QmpObject.of("package", QmpValue.of("x")),
                "capabilities", QmpArray.of(QmpValue.of("later"), QmpValue.of(1))));
        assertThat(odd.version().isEmpty()).isTrue();
        assertThat(odd.capabilities()).isEqualTo(List.of("later"));
    }

    @Test
    void versionsAreOrdered() {
        assertThat(new VersionTriple(10, 0, 0).compareTo(new VersionTriple(9, 2, 5)) > 0)
                .isTrue();
        assertThat(VERSION.toString()).isEqualTo("10.0.13 (package)");
    }
}
