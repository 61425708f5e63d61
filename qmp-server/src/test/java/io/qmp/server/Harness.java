package io.qmp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server within the test, on a loop that the test drives; closing it checks that nothing is left behind. */
final class Harness implements AutoCloseable {
    final List<Throwable> failures = new ArrayList<>();
    final ManualEventLoop loop = new ManualEventLoop(Instant.parse("2026-01-01T00:00:00.123456Z"), failures::add);
    final Records log = new Records();
    private final WakingLoop wakingLoop = new WakingLoop(loop);
    final TestPlugin plugin = new TestPlugin();
    final QmpServer server;

    Harness() {
        this(ServerOptions.DEFAULT);
    }

    Harness(ServerOptions options, QmpPlugin... more) {
        this(options, builder -> List.of(more).forEach(builder::plugin));
    }

    Harness(ServerOptions options, Consumer<QmpServerBuilder> setUp) {
        QmpServerBuilder builder = QmpServer.builder()
                .loop(wakingLoop)
                .clock(loop)
                .alarm(loop::schedule)
                .loggers(name -> log)
                .options(options)
                .withoutInstalledPlugins()
                .plugin(plugin);
        setUp.accept(builder);
        server = builder.build();
    }

    /** A client that has been greeted. */
    Client greeted() {
        Client client = new Client(loop, server.openLocal());
        assertThat(client.next().startsWith("{\"QMP\": ")).isTrue();
        return client;
    }

    /** A client in command mode. */
    Client ready() {
        Client client = greeted();
        assertThat(client.ask("{'execute':'qmp_capabilities'}")).isEqualTo("{\"return\": {}}");
        return client;
    }

    /** A client in command mode of a monitor with pretty output. */
    Client pretty() {
        LocalConnection.Ends ends = LocalConnection.open(loop, "a client", "a server");
        server.serve(ends.second(), MonitorOptions.DEFAULT.withPretty());
        Client client = new Client(loop, ends.first());
        client.block("");
        client.block("{'execute':'qmp_capabilities'}");
        return client;
    }

    /** A client in command mode that may send out-of-band commands. */
    Client readyForOob() {
        Client client = greeted();
        assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}"))
                .isEqualTo("{\"return\": {}}");
        return client;
    }

    /** Waits until a client has a number of messages, for messages that other threads cause. */
    void await(Client client, int messages) {
        while (client.lines.size() < messages) {
            wakingLoop.awaitTask("message " + (client.lines.size() + 1) + " of " + messages);
            loop.runPending();
        }
    }

    @Override
    public void close() {
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.advance(ServerOptions.DEFAULT.shutdownGrace().plusSeconds(1));
        assertThat(server.closed().isDone()).as("the server has not ended").isTrue();
        assertThat(server.sessions()).as("sessions left").isEqualTo(0);
        assertThat(loop.timers()).as("timers left").isEqualTo(0);
        assertThat(failures).as("tasks of the loop failed").isEmpty();
    }

    /** The other end of a session, in text. */
    static final class Client implements ConnectionHandler {
        private final ManualEventLoop loop;
        private final LocalConnection connection;
        private final StringBuilder unread = new StringBuilder();
        private final List<String> lines = new ArrayList<>();
        private boolean closed;

        Client(ManualEventLoop loop, LocalConnection connection) {
            this.loop = loop;
            this.connection = connection;
            connection.handler(this);
            loop.runPending();
        }

        /** Sends text; single quotes are as good as double ones. */
        void send(String text) {
            connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
            connection.flush();
            loop.runPending();
        }

        /** Sends text together with descriptors. */
        void send(String text, List<FileDescriptor> descriptors) {
            connection.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), descriptors);
            connection.flush();
            loop.runPending();
        }

        /** Sends text and takes the next message. */
        String ask(String text) {
            send(text);
            return next();
        }

        /** Takes the next message. */
        String next() {
            assertThat(!lines.isEmpty())
                    .as("no message, " + (closed ? "closed" : "silence"))
                    .isTrue();
            return lines.remove(0);
        }

        /** Sends text and takes all lines. */
        String block(String text) {
            send(text);
            return String.join("\n", all());
        }

        /** Takes all messages. */
        List<String> all() {
            List<String> all = List.copyOf(lines);
            lines.clear();
            return all;
        }

        boolean isClosed() {
            return closed;
        }

        void close() {
            connection.close();
            loop.runPending();
        }

        /** Half-closes: sends nothing more, but still reads. */
        void endInput() {
            connection.shutdownOutput();
            loop.runPending();
        }

        /** How many bytes the server has not taken. */
        long unread() {
            return connection.pendingBytes();
        }

        void stopReading() {
            connection.pause();
        }

        void readOn() {
            connection.resume();
            loop.runPending();
        }

        @Override
        public void received(ByteBuffer bytes) {
            unread.append(US_ASCII.decode(bytes));
            for (int end = unread.indexOf("\r\n"); end >= 0; end = unread.indexOf("\r\n")) {
                lines.add(unread.substring(0, end));
                unread.delete(0, end + 2);
            }
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }
}
