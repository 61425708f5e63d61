package io.qmp.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.wire.TcpAddress.Versions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QmpAddressTest {
    @Test
    void readsUnixAndTcp() {
        assertThat(QmpAddress.parse("unix:/run/vm.qmp")).isEqualTo(QmpAddress.unix(Path.of("/run/vm.qmp")));
        assertThat(QmpAddress.parse("unix:a:b")).isEqualTo(QmpAddress.unix(Path.of("a:b")));
        assertThat(QmpAddress.parse("tcp:localhost:4444")).isEqualTo(QmpAddress.tcp("localhost", 4444));
        assertThat(QmpAddress.parse("tcp::4444")).isEqualTo(QmpAddress.tcp("localhost", 4444));
        assertThat(QmpAddress.parse("tcp:[::1]:0")).isEqualTo(QmpAddress.tcp("::1", 0));
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
        assertThat(address.toString()).isEqualTo(text);
        assertThat(QmpAddress.parse(address.toString())).isEqualTo(address);
    }

    @Test
    void anUnknownSchemeKeepsItsText() {
        QmpAddress address = QmpAddress.parse("memory:a,b:c");
        assertThat(address.scheme()).isEqualTo("memory");
        assertThat(address.text()).isEqualTo("a,b:c");
        assertThat(address).isEqualTo(new QmpAddress("memory", "a,b:c"));
        assertThat(address).isNotEqualTo(new QmpAddress("memory", "a"));
    }

    @Test
    void aCommaInAPathIsDoubled() {
        QmpAddress address = QmpAddress.unix(Path.of("/run/a,b"));
        assertThat(address.toString()).isEqualTo("unix:/run/a,,b");
        assertThat(UnixAddress.of(address).path()).isEqualTo(Path.of("/run/a,b"));
        assertThat(QmpAddress.parse("unix:/run/a,b")).isEqualTo(address);
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
        assertThat(TcpAddress.of(QmpAddress.parse("tcp:localhost:1" + keys)).versions())
                .isEqualTo(versions);
    }

    @Test
    void thatMeanTheSameAreEqual() {
        assertThat(QmpAddress.parse("tcp:localhost:1,ipv4=on")).isEqualTo(QmpAddress.parse("tcp::1,ipv6=off"));
        assertThat(QmpAddress.parse("tcp::1")).isEqualTo(QmpAddress.parse("tcp::1,to=1"));
        assertThat(QmpAddress.parse("unix:a,tight=yes,abstract=on"))
                .isEqualTo(QmpAddress.parse("unix:a,abstract,tight=on"));
        assertThat(QmpAddress.parse("unix:a")).isEqualTo(QmpAddress.parse("unix:a,abstract=off,tight=off"));
    }

    @Test
    void readersOfOtherSchemesRefuse() {
        assertThatThrownBy(() -> TcpAddress.of(QmpAddress.parse("unix:a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnixAddress.of(QmpAddress.parse("memory:a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        UnixAddress.of(QmpAddress.parse("unix:a,abstract=on")).path())
                .isInstanceOf(IllegalStateException.class);
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
            assertThatThrownBy(() -> QmpAddress.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new QmpAddress("no scheme", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String text, String reason) {
        String message = assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> QmpAddress.parse(text))
                .actual()
                .getMessage();
        assertThat(message.contains(text) && message.contains(reason))
                .as(message)
                .isTrue();
    }
}
