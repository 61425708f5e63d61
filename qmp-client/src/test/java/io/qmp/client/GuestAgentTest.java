package io.qmp.client;

import static io.qmp.client.QemuTest.join;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("qemu")
@SuppressWarnings("try") // a program need not be spoken of to run
class GuestAgentTest {
    @TempDir
    Path directory;

    private Program agent() {
        return Program.start("qemu-ga", "-m", "unix-listen", "-p", socket().toString(), "-t", directory.toString());
    }

    private Path socket() {
        return directory.resolve("qga");
    }

    private QgaClient connect() {
        return join(QmpClient.builder().connectWithin(Duration.ofMinutes(4)).connectAgent(QmpAddress.unix(socket())));
    }

    @Test
    void executesCommands() {
        try (Program agent = agent()) {
            QgaClient client = connect();
            QmpObject info =
                    (QmpObject) client.execute("guest-info", QmpObject.EMPTY).join();
            assertThat(info.string("version").isPresent()).isTrue();
            var failure = assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() ->
                            client.execute("no-such-command", QmpObject.EMPTY).join())
                    .actual();
            assertThat(failure.getCause()).isInstanceOf(CommandFailedException.class);
            client.sync().join();
            assertThat(client.execute("guest-ping", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
            join(client.close());
        }
    }

    @Test
    void recoversWhatAnEarlierClientLeft() throws IOException {
        try (Program agent = agent()) {
            join(connect().close());
            try (SocketChannel rude = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
                rude.write(US_ASCII.encode("{\"execute\": \"guest-ping\"}\n{\"execute\": \"guest-pi"));
                readLine(rude); // an agent that cannot get rid of a reply ends itself
            }
            QgaClient client = connect();

            assertThat(client.execute("guest-ping", QmpObject.EMPTY).join()).isEqualTo(QmpObject.EMPTY);
            join(client.close());
        }
    }

    @Test
    void anErrorIsNoSilence() {
        try (Program agent = agent()) {
            QgaClient client = connect();
            var closing = client.executeSilent(
                    "guest-file-close", QmpObject.of("handle", QmpValue.of(1)), Duration.ofSeconds(30));

            assertThat(assertThatExceptionOfType(CompletionException.class)
                            .isThrownBy(closing::join)
                            .actual()
                            .getCause())
                    .isInstanceOf(CommandFailedException.class);
            join(client.close());
        }
    }

    @Test
    void sentinelsBlameNoCommand() {
        try (Program agent = agent()) {
            QgaClient client = connect();
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                QmpObject arguments = QmpObject.builder()
                        .put("path", QmpValue.of(directory.resolve("file" + i).toString()))
                        .put("mode", QmpValue.of("w"))
                        .build();
                all.add(client.execute("guest-file-open", arguments));
                all.add(client.sync());
            }
            all.forEach(CompletableFuture::join);
            join(client.close());
        }
    }

    private static void readLine(SocketChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        while (channel.read(one) > 0 && one.get(0) != '\n') {
            one.clear();
        }
    }
}
