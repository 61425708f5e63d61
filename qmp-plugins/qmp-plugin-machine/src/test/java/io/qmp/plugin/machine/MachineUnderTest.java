package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A machine in a server within the test, with one client. Time passes only when the test says so. */
final class MachineUnderTest implements AutoCloseable, ConnectionHandler {
    /** How long a thread may take, on a machine that is busy. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ManualEventLoop loop;
    final LocalTransport transport;
    final MachinePlugin plugin;
    final QmpServer server;
    private final LocalConnection connection;
    private final StringBuilder unread = new StringBuilder();
    private final List<String> lines = new ArrayList<>();

    /** Makes one by options of QEMU, with commands for the guest. */
    MachineUnderTest(String... options) {
        this(ServerOptions.DEFAULT, options);
    }

    /** Makes one that behaves as a version of QEMU. */
    static MachineUnderTest as(QemuVersion version, String... options) {
        return new MachineUnderTest(ServerOptions.DEFAULT.withVersion(new VersionInfo(version.triple(), "")), options);
    }

    /** Makes another one of a version, with the same loop and transport. */
    MachineUnderTest beside(QemuVersion version, String... options) {
        return new MachineUnderTest(
                loop,
                transport,
                ServerOptions.DEFAULT.withVersion(new VersionInfo(version.triple(), "")),
                config(options));
    }

    /** Makes one of a configuration, without commands for the guest. */
    static MachineUnderTest of(MachineConfig config) {
        return new MachineUnderTest(newLoop(), ServerOptions.DEFAULT, config);
    }

    private MachineUnderTest(ServerOptions behaviour, String... options) {
        this(newLoop(), behaviour, config(options));
    }

    private MachineUnderTest(ManualEventLoop loop, ServerOptions behaviour, MachineConfig config) {
        this(loop, new LocalTransport(loop), behaviour, config);
    }

    private MachineUnderTest(
            ManualEventLoop loop, LocalTransport transport, ServerOptions behaviour, MachineConfig config) {
        this.loop = loop;
        this.transport = transport;
        plugin = new MachinePlugin(config);
        server = QmpServer.builder()
                .loop(loop)
                .clock(loop)
                .transport(transport)
                .options(behaviour)
                .withoutInstalledPlugins()
                .plugin(plugin)
                .build();
        connection = server.openLocal();
        connection.handler(this);
        tell("{\"execute\": \"qmp_capabilities\"}");
        lines.clear();
    }

    private static ManualEventLoop newLoop() {
        return new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static MachineConfig config(String... options) {
        List<String> words = new ArrayList<>(List.of("-machine", "q35", "-host-files", "any"));
        words.addAll(List.of(options));
        words.add("-guest-commands");
        return MachineOptions.parse(words);
    }

    /** Sends a request; {@return what is heard until nothing is left to do, without timestamps} */
    List<String> tell(String request) {
        connection.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        connection.flush();
        return heard();
    }

    /**
     * Sends a request that may be executed by another thread;
     * {@return what is heard until it is answered and nothing is left to do}
     */
    List<String> answer(String request) {
        List<String> heard = new ArrayList<>(tell(request));
        return until(MachineUnderTest::isAnswer, heard);
    }

    /** Sends a request; {@return what is heard until it is answered and one line is that text, whichever is later} */
    List<String> answer(String request, String line) {
        return until(line::equals, answer(request));
    }

    private List<String> until(Predicate<String> last, List<String> heard) {
        try {
            while (heard.stream().noneMatch(last) && loop.awaitTask(PATIENCE)) {
                heard.addAll(heard());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return heard;
    }

    private static boolean isAnswer(String line) {
        return line.startsWith("{\"return\": ") || line.startsWith("{\"error\": ") || line.equals("end");
    }

    /** Sends a line of the human monitor; {@return what is heard} */
    List<String> line(String text) {
        return tell("{\"execute\": \"human-monitor-command\", \"arguments\": {\"command-line\": \""
                + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}}");
    }

    /**
     * Sends a line as the guest, by a connection of its own;
     * {@return the answer, nothing if the connection has ended}
     */
    String qtest(String text) {
        LocalConnection.Ends ends = LocalConnection.open(loop, "test", "machine");
        StringBuilder answer = new StringBuilder();
        ends.first().handler(new ConnectionHandler() {
            @Override
            public void received(ByteBuffer bytes) {
                answer.append(US_ASCII.decode(bytes));
            }

            @Override
            public void inputEnded() {}

            @Override
            public void closed(@Nullable Throwable cause) {}
        });
        plugin.qtest(ends.second());
        ends.first().write(ByteBuffer.wrap((text + "\n").getBytes(US_ASCII)));
        ends.first().flush();
        loop.runPending();
        ends.first().close();
        loop.runPending();
        return answer.toString().strip();
    }

    /** What was heard is heard again. */
    void again(List<String> heard) {
        lines.addAll(0, heard);
    }

    /** Lets time pass; {@return what is heard meanwhile} */
    List<String> pass(Duration time) {
        loop.advance(time);
        return heard();
    }

    /** {@return the number of pending timers} */
    int timers() {
        return loop.timers();
    }

    /** {@return what is heard until nothing is left to do} */
    List<String> heard() {
        loop.runPending();
        List<String> heard = List.copyOf(lines);
        lines.clear();
        return heard;
    }

    @Override
    public void received(ByteBuffer bytes) {
        unread.append(US_ASCII.decode(bytes));
        for (int end = unread.indexOf("\r\n"); end >= 0; end = unread.indexOf("\r\n")) {
            lines.add(unread.substring(0, end).replaceFirst("\"timestamp\": \\{[^}]*}, ", ""));
            unread.delete(0, end + 2);
        }
    }

    @Override
    public void inputEnded() {}

    @Override
    public void closed(@Nullable Throwable cause) {
        lines.add("end");
    }

    @Override
    public void close() {
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.advance(Duration.ofMinutes(1));
        assertThat(server.closed().isDone()).as("the server has not ended").isTrue();
        assertThat(loop.timers()).as("timers left").isEqualTo(0);
    }
}
