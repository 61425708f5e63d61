package io.qmp.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Greeting;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recordings in the form of libvirt's {@code .replies}, replayed to our client in the order of their requests. The
 * system property {@code replies} names a directory with further ones.
 */
class RepliesReplayTest {
    private static final String PAIRS = """
            {
              "execute": "qmp_capabilities",
              "id": "libvirt-1"
            }

            {
              "return": {},
              "id": "libvirt-1"
            }

            {
              "execute": "query-version",
              "id": "libvirt-2"
            }

            {
              "return": {"qemu": {"micro": 0, "minor": 2, "major": 9}, "package": "v9.2.0"},
              "id": "libvirt-2"
            }

            {
              "execute": "device-list-properties",
              "arguments": {"typename": "virtio-blk-pci"},
              "id": "libvirt-3"
            }

            {
              "id": "libvirt-3",
              "error": {"class": "DeviceNotFound", "desc": "Device 'virtio-blk-pci' not found"}
            }

            {
              "execute": "query-cpu-model-expansion",
              "arguments": {"type": "static", "model": {"name": "host", "props": {"hv": 1.5}}},
              "id": "libvirt-9"
            }

            {
              "return": {"model": {"name": "base", "props": {"tsc-frequency": 18446744073709551615}}},
              "id": "libvirt-4"
            }

            {
              "execute": "qmp_capabilities",
              "id": "libvirt-1"
            }

            {
              "return": {},
              "id": "libvirt-1"
            }

            {
              "execute": "query-version",
              "id": "libvirt-2"
            }

            {
              "return": {"qemu": {"micro": 1, "minor": 2, "major": 9}, "package": "v9.2.1"},
              "id": "libvirt-2"
            }
            """;

    private static final String REPLIES_ALONE = """
            {
              "QMP": {
                "version": {"qemu": {"micro": 0, "minor": 6, "major": 2}, "package": ""},
                "capabilities": [
                ]
              }
            }

            {
              "return": {
              },
              "id": "libvirt-1"
            }

            {
              "return": {"arch": "x86_64"},
              "id": "libvirt-2"
            }

            {
              "id": "libvirt-3",
              "error": {"class": "DeviceNotFound", "desc": "Device 'bogus' not found"}
            }

            {
              "return": {
              },
              "id": "libvirt-1"
            }

            {
              "return": [{"name": "qemu64"}],
              "id": "libvirt-2"
            }
            """;

    @Test
    void requestsAreAnsweredInTheirOrder() throws IOException {
        assertThat(replayed(new StringReader(PAIRS)))
                .containsExactly(
                        "{qemu={micro=0, minor=2, major=9}, package=\"v9.2.0\"}",
                        "DeviceNotFound: Device 'virtio-blk-pci' not found",
                        "{model={name=\"base\", props={tsc-frequency=18446744073709551615}}}",
                        "{qemu={micro=1, minor=2, major=9}, package=\"v9.2.1\"}");
    }

    @Test
    void withRepliesAloneThoseOfNegotiationsAreLeftOut() throws IOException {
        assertThat(replayed(new StringReader(REPLIES_ALONE)))
                .containsExactly(
                        "{arch=\"x86_64\"}", "DeviceNotFound: Device 'bogus' not found", "[{name=\"qemu64\"}]");
    }

    @TestFactory
    Stream<DynamicTest> furtherRecordings() throws IOException {
        String directory = System.getProperty("replies");
        if (directory == null) {
            return Stream.empty();
        }
        return Files.list(Path.of(directory))
                .filter(file -> file.toString().endsWith(".replies"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    try (Reader reader = Files.newBufferedReader(file)) {
                        assertThat(replayed(reader)).isNotEmpty();
                    }
                }));
    }

    /** Asks all that a recording has, and compares each answer with the recorded one. */
    private static List<String> replayed(Reader recording) throws IOException {
        Transcript transcript = TranscriptImport.replies(recording);
        ReplayPlugin plugin = new ReplayPlugin(transcript, ReplayMode.STRICT);
        ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
        QmpServer server = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(plugin)
                .loop(loop)
                .clock(loop)
                .build();
        CompletableFuture<QmpClient> connecting = QmpClient.over(server.openLocal());
        loop.runPending();
        QmpClient client = connecting.join();
        transcript
                .greeting()
                .ifPresent(recorded -> assertThat(client.greeting()).contains(new Greeting(recorded)));
        List<String> answers = new ArrayList<>();
        for (Exchange exchange : ExchangeReader.read(transcript)) {
            answers.add(answered(client, exchange, loop));
        }
        assertThat(plugin.unexpected()).isEmpty();
        return answers;
    }

    private static String answered(QmpClient client, Exchange exchange, ManualEventLoop loop) {
        QmpObject request = exchange.request();
        CompletableFuture<QmpValue> asked = request == null
                ? client.execute("any", QmpObject.EMPTY)
                : client.execute(
                        Exchange.command(request), request.object("arguments").orElse(QmpObject.EMPTY));
        loop.runPending();
        assertThat(asked).isDone();
        try {
            assertThat(asked.join()).isEqualTo(exchange.reply().get("return"));
            return asked.join().toString();
        } catch (CompletionException e) {
            QmpObject error = exchange.reply().object("error").orElseThrow();
            String text = ((CommandFailedException) Objects.requireNonNull(e.getCause()))
                    .error()
                    .toString();
            assertThat(text).endsWith(error.string("desc").orElseThrow());
            return text;
        }
    }
}
