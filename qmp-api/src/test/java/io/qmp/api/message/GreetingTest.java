package io.qmp.api.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

        assertEquals(VERSION, greeting.version().orElseThrow());
        assertEquals(List.of("oob"), greeting.capabilities());
    }

    @Test
    void toleratesWhatIsMissingOrUnknown() {
        assertTrue(new Greeting(QmpObject.EMPTY).version().isEmpty());
        assertTrue(new Greeting(QmpObject.EMPTY).capabilities().isEmpty());
        Greeting odd = new Greeting(QmpObject.of(
                "version", QmpObject.of("package", QmpValue.of("x")),
                "capabilities", QmpArray.of(QmpValue.of("later"), QmpValue.of(1))));
        assertTrue(odd.version().isEmpty());
        assertEquals(List.of("later"), odd.capabilities());
    }

    @Test
    void versionsAreOrdered() {
        assertTrue(new VersionTriple(10, 0, 0).compareTo(new VersionTriple(9, 2, 5)) > 0);
        assertEquals("10.0.13 (package)", VERSION.toString());
    }
}
