package io.qmp.api.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QmpAddressTest {
    @Test
    void readsUnixAndTcp() {
        assertEquals(QmpAddress.unix(Path.of("/run/vm.qmp")), QmpAddress.parse("unix:/run/vm.qmp"));
        assertEquals(QmpAddress.unix(Path.of("a:b")), QmpAddress.parse("unix:a:b"));
        assertEquals(QmpAddress.tcp("localhost", 4444), QmpAddress.parse("tcp:localhost:4444"));
        assertEquals(QmpAddress.tcp("localhost", 4444), QmpAddress.parse("tcp::4444"));
        assertEquals(QmpAddress.tcp("::1", 0), QmpAddress.parse("tcp:[::1]:0"));
    }

    @Test
    void isWrittenAsItIsRead() {
        for (String text : new String[] {"unix:/run/vm.qmp", "tcp:localhost:4444", "tcp:[::1]:4444"}) {
            assertEquals(text, QmpAddress.parse(text).toString());
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("/run/vm.qmp", "it must start with unix: or tcp:");
        assertRefused("unix:", "the path is missing");
        assertRefused("unix:a\0b", "Nul character not allowed");
        assertRefused("tcp:localhost", "the port is missing");
        assertRefused("tcp:localhost:http", "the port is not a number");
        assertRefused("tcp:::1:80", "an IPv6 address is written in brackets");
        assertRefused("tcp:[[::1]:80", "brackets belong around an IPv6 address only");
        assertThrows(IllegalArgumentException.class, () -> QmpAddress.parse("tcp:localhost:65536"));
    }

    private static void assertRefused(String text, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> QmpAddress.parse(text))
                .getMessage();
        assertTrue(message.contains(text) && message.contains(reason), message);
    }
}
