package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.spi.CloseAction;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.server.MonitorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options for monitors; what QEMU would say of the bad ones is in {@link StartUpErrorsTest}. */
class MonitorSpecsTest {
    private final MonitorSpecs specs = new MonitorSpecs();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unix:/a,server=on,wait=off | unix:/a            | true  | false",
                "unix:/a,server,nowait      | unix:/a            | true  | false",
                "unix:/a,server=on          | unix:/a            | true  | true",
                "unix:/a,server             | unix:/a            | true  | true",
                "unix:/a                    | unix:/a            | false | false",
                "unix:/a,noserver           | unix:/a            | false | false",
                "'unix:/a,,b,server,nowait' | unix:/a,b          | true  | false",
                "unix:a.sock,server,nowait  | unix:a.sock        | true  | false",
                "tcp:h:1,server,nowait      | tcp:h:1            | true  | false",
                "tcp:h:1,server,nowait,nodelay | tcp:h:1         | true  | false",
                "tcp::1,server,nowait       | tcp:localhost:1    | true  | false",
                "tcp:[::1]:1,server,nowait  | tcp:[::1]:1        | true  | false",
                "tcp:h:1                    | tcp:h:1            | false | false",
                "'unix:n,abstract=on,server,nowait'           | 'unix:n,abstract=on'           | true | false",
                "'unix:n,abstract=on,tight=off,server,nowait' | 'unix:n,abstract=on,tight=off' | true | false",
                "'unix:/a,abstract=off,tight=off'             | unix:/a                        | false | false",
                "'tcp:h:1,to=9,ipv4,server,nowait'            | 'tcp:h:1,to=9,ipv4=on'         | true | false",
                "'tcp:h:1,ipv4=off,server,nowait'             | 'tcp:h:1,ipv6=on'              | true | false",
                "'tcp:h:1,nodelay=on'                         | tcp:h:1                        | false | false",
            })
    void readsTheShortForm(String spec, QmpAddress address, boolean server, boolean waits) {
        specs.qmp(new Option("-qmp", spec), false);

        assertThat(only().chardev()).isEqualTo(new Chardev.Socket(address, server, waits, ListenOptions.DEFAULT));
        assertThat(only().options())
                .isEqualTo(MonitorOptions.DEFAULT.withLabel("compat_monitor0").withName("compat_monitor0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "socket,id=m0,path=/a,server=on,wait=off           | unix:/a         | true  | false",
                "socket,id=m0,server=on,path=/a                    | unix:/a         | true  | true",
                "'socket,id=m0,path=/a,,b'                         | unix:/a,b       | false | false",
                "backend=socket,id=m0,path=/a                      | unix:/a         | false | false",
                "socket,id=m0,host=h,port=1,server=on,wait=off     | tcp:h:1         | true  | false",
                "socket,id=m0,host=::1,port=1,server=on,wait=off   | tcp:[::1]:1     | true  | false",
                "socket,id=m0,host=,port=1                         | tcp:localhost:1 | false | false",
                "socket,id=m0,fd=3                                 | fd:3            | false | false",
                "socket,id=m0,fd=3,server=on,wait=off              | fd:3            | true  | false",
                "socket,id=m0,path=n,abstract=on,server,nowait     | 'unix:n,abstract=on' | true | false",
            })
    void readsTheLongForm(String chardev, QmpAddress address, boolean server, boolean waits) {
        specs.chardev(new Option("-chardev", chardev));
        specs.mon(new Option("-mon", "chardev=m0,mode=control"));

        assertThat(only().chardev()).isEqualTo(new Chardev.Socket(address, server, waits, ListenOptions.DEFAULT));
        assertThat(only().options())
                .isEqualTo(MonitorOptions.DEFAULT.withLabel("m0").withName("compat_monitor0"));
    }

    @Test
    void listensInTheTemporaryFolderIfNoPathIsGiven() {
        specs.qmp(new Option("-qmp", "unix:,server=on,wait=off"), false);

        assertThat(((Chardev.Socket) only().chardev()).address().text())
                .startsWith(Path.of(System.getProperty("java.io.tmpdir"), "qemu-socket-")
                        .toString());
    }

    @Test
    void readsTheDeviceThatNobodyIsBehind() {
        specs.qmp(new Option("-qmp", "null"), false);
        specs.chardev(new Option("-chardev", "null,id=c,logfile=/log,logappend=on"));
        specs.mon(new Option("-mon", "c,mode=control"));

        assertThat(specs.toList())
                .extracting(MonitorSpec::chardev)
                .containsExactly(
                        new Chardev.Null(Chardev.Stream.PLAIN),
                        new Chardev.Null(new Chardev.Stream(Chardev.Protocol.TCP, Optional.of(Path.of("/log")), true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "websocket:h:1,server,nowait            | WEBSOCKET",
                "unix:/a,server,nowait,websocket=on     | WEBSOCKET",
                "tcp:h:1,server,nowait,telnet,websocket | TELNET",
                "telnet:h:1                             | TELNET",
                "tcp:h:1,websocket=off                  | TCP",
            })
    void readsWhatTheClientSpeaks(String spec, Chardev.Protocol protocol) {
        specs.qmp(new Option("-qmp", spec), false);

        assertThat(((Chardev.Socket) only().chardev()).stream().protocol()).isEqualTo(protocol);
    }

    @Test
    void readsHowOftenItConnects() {
        specs.qmp(new Option("-qmp", "unix:/a,reconnect=2"), false);
        specs.qmp(new Option("-qmp", "tcp:h:1,reconnect-ms=500"), false);
        specs.qmp(new Option("-qmp", "tcp:h:1,reconnect=0"), false);

        assertThat(specs.toList())
                .extracting(spec -> ((Chardev.Socket) spec.chardev()).reconnect())
                .containsExactly(
                        Optional.of(Duration.ofSeconds(2)), Optional.of(Duration.ofMillis(500)), Optional.empty());
    }

    /** The texts are those of QEMU 7.2 and 10.0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unix:/x,abstract=maybe           | Parameter 'abstract' expects 'on' or 'off'",
                "unix:/x,server,nowait,reconnect=1 | 'reconnect' option is incompatible with socket in server listen"
                        + " mode",
                "unix:/x,reconnect=x              | Parameter 'reconnect' expects a number",
                "tcp:h:1,ipv4=off,ipv6=off        | Cannot disable IPv4 and IPv6 at same time",
                "tcp:h:1,to=x                     | Parameter 'to' expects a number",
                "tcp:h:1,nodelay=on,nodelay       | 'delay' and 'nodelay' are mutually exclusive",
                "fd:5                             | 'fd:5' is not a valid char driver",
                "vsock:3:1                        | 'vsock:3:1' is not a valid char driver",
                "none                             | 'none' is not a valid char driver",
                "null,logfile=/x                  | 'null,logfile=/x' is not a valid char driver",
                "null:x                           | 'null:x' is not a valid char driver",
                "ws:h:1,server=on                 | 'ws:h:1,server=on' is not a valid char driver",
                "websocket:h:1                    | Websocket client is not implemented",
                "unix:/x,websocket=on             | Websocket client is not implemented",
            })
    void refusesAsQemuDoes(String spec, String reason) {
        assertThatThrownBy(() -> specs.qmp(new Option("-qmp", spec), false))
                .isInstanceOf(OptionException.class)
                .message()
                .startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd=3,path=/x", "fd=3,host=h,port=1", "path=/x,host=h,port=1"})
    void aSocketHasOneAddress(String keys) {
        assertThatThrownBy(() -> specs.chardev(new Option("-chardev", "socket,id=c," + keys)))
                .hasMessage("None or one of 'path', 'fd' or 'host' option required.");
    }

    @Test
    void readsTheSpellingOf2009() {
        specs.monitor(new Option("-monitor", "control,tcp:localhost:4444,server"));

        assertThat(only().chardev())
                .isEqualTo(new Chardev.Socket(QmpAddress.tcp("localhost", 4444), true, true, ListenOptions.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "null"})
    void acceptsAHumanMonitorThatNobodyCanReach(String spec) {
        specs.monitor(new Option("-monitor", spec));

        assertThat(specs.toList()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chardev=m0,mode=control", "m0,mode=control", "mode=control,chardev=m0,id=monitor"})
    void findsTheDeviceOfAMonitorWhereverItStands(String mon) {
        specs.mon(new Option("-mon", mon));
        specs.chardev(new Option("-chardev", "stdio,id=m0"));

        assertThat(only().chardev()).isEqualTo(new Chardev.Stdio());
    }

    @Test
    void findsADeviceForTheShortForm() {
        specs.chardev(new Option("-chardev", "stdio,id=c"));
        specs.qmp(new Option("-qmp", "chardev:c"), true);

        assertThat(only().options())
                .isEqualTo(MonitorOptions.DEFAULT
                        .withLabel("c")
                        .withName("compat_monitor0")
                        .withPretty());
    }

    @Test
    void deviceThatNoMonitorUsesIsOpenedToo() {
        specs.chardev(new Option("-chardev", "null,id=c"));
        specs.qmp(new Option("-qmp", "unix:/a"), false);

        assertThat(specs.toList()).extracting(spec -> spec.options().isServed()).containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitor-qmp,id=m,chardev=c,pretty=on,close-action=delete",
                "qom-type=monitor-qmp,id=m,chardev=c,pretty=on,close-action=delete",
                "{\"qom-type\": \"monitor-qmp\", \"id\": \"m\", \"chardev\": \"c\", \"pretty\": true,"
                        + " \"close-action\": \"delete\"}"
            })
    void monitorMayBeAnObject(String object) {
        assertThat(MonitorObjectOption.isOne(object)).isTrue();
        specs.object(new Option("-object", object));
        specs.chardev(new Option("-chardev", "stdio,id=c"));

        assertThat(only().options())
                .isEqualTo(MonitorOptions.DEFAULT
                        .withLabel("c")
                        .withName("m")
                        .withPretty()
                        .withCloseAction(CloseAction.DELETE));
    }

    @Test
    void countsShortForms() {
        specs.chardev(new Option("-chardev", "stdio,id=c"));
        specs.qmp(new Option("-qmp", "unix:/a"), false);
        specs.qmp(new Option("-qmp", "chardev:c"), false);
        specs.qmp(new Option("-qmp-pretty", "unix:/b"), true);

        assertThat(specs.toList())
                .extracting(spec -> spec.options().label().orElseThrow())
                .containsExactly("c", "compat_monitor0", "compat_monitor2");
    }

    @Test
    void readsHowClientsAreServed() {
        specs.qmp(new Option("-qmp", "unix:/a,clients=3,backlog=0,pretty=on"), false);
        specs.chardev(new Option("-chardev", "stdio,id=c"));
        specs.mon(new Option("-mon", "c,mode=control,pretty=on,clients=5,backlog=7"));
        specs.qmp(new Option("-qmp-pretty", "unix:/b"), true);
        specs.qmp(new Option("-qmp", "unix:/b,pretty=off"), false);

        assertThat(specs.toList())
                .extracting(MonitorSpec::options)
                .containsExactly(
                        MonitorOptions.DEFAULT
                                .withLabel("compat_monitor0")
                                .withName("compat_monitor0")
                                .withClients(3)
                                .withBacklog(0)
                                .withPretty(),
                        MonitorOptions.DEFAULT
                                .withLabel("c")
                                .withName("compat_monitor3")
                                .withClients(5)
                                .withBacklog(7)
                                .withPretty(),
                        MonitorOptions.DEFAULT
                                .withLabel("compat_monitor1")
                                .withName("compat_monitor1")
                                .withPretty(),
                        MonitorOptions.DEFAULT.withLabel("compat_monitor2").withName("compat_monitor2"));
    }

    @Test
    void readsHowSocketsAreProtected() {
        specs.qmp(
                new Option("-qmp", "tcp:h:1,server=on,wait=off,tls-cert=/c,tls-key=/k,tls-ca=/a,open-network=on"),
                false);
        specs.qmp(new Option("-qmp", "unix:/a,server=on,wait=off,socket-mode=0660"), false);
        specs.qmp(new Option("-qmp", "tcp:h:2,tls-ca=/a"), false);

        TlsOptions client = TlsOptions.client(Path.of("/a"));
        assertThat(specs.toList())
                .extracting(spec -> ((Chardev.Socket) spec.chardev()).options())
                .containsExactly(
                        new ListenOptions(
                                Optional.of(client.withCertificate(Path.of("/c"), Path.of("/k"))), true, 0600, false),
                        ListenOptions.DEFAULT.withSocketMode(0660),
                        ListenOptions.DEFAULT.withTls(client));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unix:/a,tls-cert=/c      | 'tls-cert' and 'tls-key' need each other",
                "unix:/a,socket-mode=9    | Parameter 'socket-mode' expects three octal digits",
                "unix:/a,socket-mode=4777 | Parameter 'socket-mode' expects three octal digits",
                "unix:/a,clients=0        | expected a number from 1 to 2147483647, got '0'",
                "unix:/a,clients=many     | expected a number from 1 to 2147483647, got 'many'",
                "unix:/a,backlog=-1       | expected a number from 0 to 2147483647, got '-1'",
                "tcp:h:65536              | a TCP port is a number from 0 to 65535, not 65536",
            })
    void refusesWhatOurOwnKeysCannotBe(String spec, String reason) {
        assertThatThrownBy(() -> specs.qmp(new Option("-qmp", spec), false))
                .isInstanceOf(OptionException.class)
                .message()
                .isEqualToIgnoringCase(reason.replace("''", "'"));
    }

    private MonitorSpec only() {
        List<MonitorSpec> all = specs.toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
