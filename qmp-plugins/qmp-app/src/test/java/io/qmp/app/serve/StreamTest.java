package io.qmp.app.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.app.option.OptionException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with the bytes of a device: telnet, and the file that keeps them. */
class StreamTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
    private final Text client = new Text();

    @TempDir
    private Path directory;

    private static final class Text implements ConnectionHandler {
        private final StringBuilder text = new StringBuilder();
        private String end = "";

        @Override
        public void received(ByteBuffer bytes) {
            text.append(ISO_8859_1.decode(bytes));
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            end = "closed";
        }
    }

    @BeforeEach
    void listen() {
        ends.first().handler(client);
    }

    private void send(Connection from, String text) {
        from.write(ISO_8859_1.encode(text));
        from.flush();
        loop.runPending();
    }

    @Test
    void telnetBeginsWithWishesAndTakesCommandsOut() {
        Connection server = new Chardev.Stream(Chardev.Protocol.TELNET, Optional.empty(), false)
                .open()
                .wrapper()
                .apply(ends.second());
        Text received = new Text();
        server.handler(received);
        loop.runPending();
        assertThat(client.text.toString())
                .isEqualTo("\u00ff\u00fb\u0001\u00ff\u00fb\u0003\u00ff\u00fb\0\u00ff\u00fd\0");
        for (char piece : "{a\u00ff\u00fd\u0001b\u00ff\u00f4c\u00ff\u00ffd\u00ff\u00f1}".toCharArray()) {
            send(ends.first(), String.valueOf(piece));
        }
        assertThat(received.text.toString()).isEqualTo("{abc\u00ffd}");
        send(ends.first(), "\u00ff\u00fb\u0003x\u00ff");
        ends.first().close();
        loop.runPending();
        assertThat(received.text.toString()).endsWith("}x");
        assertThat(received.end).isEqualTo("closed");
    }

    @Test
    void theFileKeepsWhatIsSentToOneClientAfterTheOther() throws Exception {
        Path file = directory.resolve("log");
        Files.writeString(file, "old");
        var wrapper = new Chardev.Stream(Chardev.Protocol.TCP, Optional.of(file), false)
                .open()
                .wrapper();
        send(wrapper.apply(ends.second()), "first\r\n");
        send(wrapper.apply(LocalConnection.open(loop, "another", "server").second()), "second\r\n");
        assertThat(file).hasContent("first\r\nsecond\r\n");
        assertThat(client.text.toString()).isEqualTo("first\r\n");
        send(
                new Chardev.Stream(Chardev.Protocol.TCP, Optional.of(file), true)
                        .open()
                        .wrapper()
                        .apply(ends.second()),
                "more\r\n");
        assertThat(file).hasContent("first\r\nsecond\r\nmore\r\n");
    }

    @Test
    void theFileKeepsNothingOfTheProtocol() throws Exception {
        Path file = directory.resolve("log");
        send(
                new Chardev.Stream(Chardev.Protocol.TELNET, Optional.of(file), false)
                        .open()
                        .wrapper()
                        .apply(ends.second()),
                "{}\r\n");
        assertThat(client.text.toString()).startsWith("\u00ff\u00fb").endsWith("{}\r\n");
        assertThat(file).hasContent("{}\r\n");
    }

    @Test
    void theFileKeepsWhatNobodyHears() {
        Path file = directory.resolve("log");
        new Chardev.Stream(Chardev.Protocol.TCP, Optional.of(file), false)
                .open()
                .unheard()
                .orElseThrow()
                .accept(ISO_8859_1.encode("an event\r\n"));
        assertThat(file).hasContent("an event\r\n");
    }

    @Test
    void aFileThatCannotBeMadeIsRefusedAsQemuDoes() {
        Path nowhere = directory.resolve("nowhere/log");
        assertThatThrownBy(new Chardev.Stream(Chardev.Protocol.TCP, Optional.of(nowhere), false)::open)
                .isInstanceOf(OptionException.class)
                .hasMessage("Could not create '" + nowhere + "': No such file or directory");
        assertThatThrownBy(new Chardev.Stream(Chardev.Protocol.TCP, Optional.of(directory), false)::open)
                .hasMessage("Could not create '" + directory + "': Is a directory");
    }
}
