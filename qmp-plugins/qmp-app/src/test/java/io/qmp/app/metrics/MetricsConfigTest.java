package io.qmp.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.app.option.OptionException;
import io.qmp.codec.JsonWireCodec;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsConfigTest {
    @TempDir
    Path directory;

    private static MetricsConfig parse(String json) {
        return MetricsConfig.parse(json, new JsonWireCodec());
    }

    @Test
    void readsNamesAndLabels() {
        MetricsConfig config = parse("{'labels': {'site': 'a'}, 'period': 30, 'deadline': 2, 'watch': ['/run/*.qmp'],"
                + " 'vms': [{'address': '/run/x', 'name': 'web', 'labels': {'role': 'front'}}, {'address': 'x:1'}]}");

        assertThat(config.labels()).containsExactly(Map.entry("site", "a"));
        assertThat(config.period()).contains(Duration.ofSeconds(30));
        assertThat(config.deadline()).contains(Duration.ofSeconds(2));
        assertThat(config.watch()).containsExactly("/run/*.qmp");
        assertThat(config.vms()).hasSize(2);
        assertThat(config.vms().get(0).name()).contains("web");
        assertThat(config.vms().get(0).labels()).containsExactly(Map.entry("role", "front"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the whole: must be an object",
                "{'vm': []} | vm: is unknown here",
                "{'vms': [{'name': 'x'}]} | vms[0].address: is missing",
                "{'vms': [{'address': 'x', 'label': {}}]} | vms[0].label: is unknown here",
                "{'labels': {'a-b': 'x'}} | 'a-b' is no name of a label",
                "{'labels': {'__x': 'x'}} | '__x' is no name of a label",
                "{'labels': {'vm': 'x'}} | the label 'vm' is set by this program",
                "{'labels': {'x': 1}} | labels.x: must be a string",
                "{'period': 0} | period: must be a number of seconds",
                "{'watch': '/run'} | watch: must be an array"
            },
            quoteCharacter = '"')
    void mistakesAreNamedWithTheirPlace(String json, String message) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> parse(json))
                .withMessage(message);
    }

    @Test
    void aPatternMatchesSocketsOnly() throws IOException {
        Path vm = Files.createDirectory(directory.resolve("domain-1-web"));
        Files.createFile(vm.resolve("monitor.txt"));
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(vm.resolve("monitor.sock")));

            assertThat(new WatchedSockets(directory + "/domain-*/m*").now())
                    .containsExactly(vm.resolve("monitor.sock"));
            assertThat(new WatchedSockets(vm.toString()).now()).containsExactly(vm.resolve("monitor.sock"));
            assertThat(new WatchedSockets(directory + "/other-*/*").now()).isEmpty();
            assertThat(new WatchedSockets(directory + "/missing").now()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/run/qemu/100.qmp, 100", "/run/domain-1-web/monitor.sock, domain-1-web", "/qmp, qmp", "/run/web, web"})
    void aVmIsNamedByItsSocket(Path socket, String name) {
        assertThat(WatchedSockets.name(socket)).isEqualTo(name);
    }
}
