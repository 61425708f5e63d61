package io.qmp.api.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.wire.TcpAddress.Versions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QmpAddressTest {
    @Test
    void readsUnixAndTcp() {
        assertEquals(QmpAddress.unix(Path.of("/run/vm.qmp")), QmpAddress.parse("unix:/run/vm.qmp"));
        assertEquals(QmpAddress.unix(Path.of("a:b")), QmpAddress.parse("unix:a:b"));
        assertEquals(QmpAddress.tcp("localhost", 4444), QmpAddress.parse("tcp:localhost:4444"));
        assertEquals(QmpAddress.tcp("localhost", 4444), QmpAddress.parse("tcp::4444"));
        assertEquals(QmpAddress.tcp("::1", 0), QmpAddress.parse("tcp:[::1]:0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:/run/vm.qmp",
                "unix:/run/a,,b",
                "unix:name,abstract=on",
                "unix:name,abstract=on,tight=off",
                "tcp:localhost:4444",
                "tcp:[::1]:4444",
                "tcp:localhost:4444,to=4450,ipv4=on",
                "tcp:[fe80::1%eth0]:1,ipv6=on",
                "fd:3",
                "memory:any, thing=at:all",
                "x-1.y+z:"
            })
    void isWrittenAsItIsRead(String text) {
        QmpAddress address = QmpAddress.parse(text);
        assertEquals(text, address.toString());
        assertEquals(address, QmpAddress.parse(address.toString()));
    }

    @Test
    void anUnknownSchemeKeepsItsText() {
        QmpAddress address = QmpAddress.parse("memory:a,b:c");
        assertEquals("memory", address.scheme());
        assertEquals("a,b:c", address.text());
        assertEquals(new QmpAddress("memory", "a,b:c"), address);
        assertNotEquals(new QmpAddress("memory", "a"), address);
    }

    @Test
    void aCommaInAPathIsDoubled() {
        QmpAddress address = QmpAddress.unix(Path.of("/run/a,b"));
        assertEquals("unix:/run/a,,b", address.toString());
        assertEquals(Path.of("/run/a,b"), UnixAddress.of(address).path());
        assertEquals(address, QmpAddress.parse("unix:/run/a,b"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ANY",
        "',ipv4=on', IPV4",
        "',ipv4', IPV4",
        "',ipv6=off', IPV4",
        "',ipv6=yes', IPV6",
        "',ipv4=n', IPV6",
        "',ipv4=on,ipv6=on', ANY",
        "',ipv4=on,ipv6=off', IPV4"
    })
    void versionsAreThoseOfQemu(String keys, Versions versions) {
        assertEquals(
                versions,
                TcpAddress.of(QmpAddress.parse("tcp:localhost:1" + keys)).versions());
    }

    @Test
    void thatMeanTheSameAreEqual() {
        assertEquals(QmpAddress.parse("tcp::1,ipv6=off"), QmpAddress.parse("tcp:localhost:1,ipv4=on"));
        assertEquals(QmpAddress.parse("tcp::1,to=1"), QmpAddress.parse("tcp::1"));
        assertEquals(QmpAddress.parse("unix:a,abstract,tight=on"), QmpAddress.parse("unix:a,tight=yes,abstract=on"));
        assertEquals(QmpAddress.parse("unix:a,abstract=off,tight=off"), QmpAddress.parse("unix:a"));
    }

    @Test
    void readersOfOtherSchemesRefuse() {
        assertThrows(IllegalArgumentException.class, () -> TcpAddress.of(QmpAddress.parse("unix:a")));
        assertThrows(IllegalArgumentException.class, () -> UnixAddress.of(QmpAddress.parse("memory:a")));
        assertThrows(
                IllegalStateException.class,
                () -> UnixAddress.of(QmpAddress.parse("unix:a,abstract=on")).path());
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("/run/vm.qmp", "it has no scheme");
        assertRefused("", "it has no scheme");
        assertRefused(":x", "it has no scheme");
        assertRefused("Unix:x", "it has no scheme");
        assertRefused("unix:", "the path is missing");
        assertRefused("unix:,abstract=on", "the name is missing");
        assertRefused("unix:a\0b", "Nul character not allowed");
        assertRefused("unix:a,b=c", "'b' is no key");
        assertRefused("unix:a,abstract=on,b", "'b' is no key");
        assertRefused("unix:a,server=on", "'server' is no key");
        assertRefused("unix:a,abstract=maybe", "'abstract' is on or off");
        assertRefused("tcp:localhost", "the port is missing");
        assertRefused("tcp:localhost:", "the port is not a number");
        assertRefused("tcp:localhost:http", "the port is not a number");
        assertRefused("tcp:::1:80", "an IPv6 address is written in brackets");
        assertRefused("tcp:[[::1]:80", "brackets belong around an IPv6 address only");
        assertRefused("tcp::1,to=x", "the port is not a number");
        assertRefused("tcp::1,ipv4=off,ipv6=off", "Cannot disable IPv4 and IPv6 at same time");
        assertRefused("tcp::1,b", "the port is not a number");
        assertRefused("tcp::1,abstract=on", "'abstract' is no key");
        for (String text : new String[] {"tcp:localhost:65536", "tcp::1,to=65536", "tcp::2,to=1"}) {
            assertThrows(IllegalArgumentException.class, () -> QmpAddress.parse(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> new QmpAddress("no scheme", ""));
    }

    private static void assertRefused(String text, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> QmpAddress.parse(text))
                .getMessage();
        assertTrue(message.contains(text) && message.contains(reason), message);
    }
}
