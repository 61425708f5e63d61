package io.qmp.plugin.machine.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.server.QmpServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Our server with the reference machine, within the test. */
final class OurServer implements Talker {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z"));
    private final QmpServer server = QmpServer.builder()
            .loop(loop)
            .clock(loop)
            .withoutInstalledPlugins()
            .plugin(new CorePlugin())
            .plugin(new MachinePlugin(MachineOptions.parse(List.of("-S"))))
            .build();

    @Override
    public List<String> talk(List<byte[]> chunks, Predicate<String> last) {
        Lines lines = new Lines();
        LocalConnection connection = server.openLocal();
        connection.handler(lines);
        for (byte[] chunk : chunks) {
            connection.write(ByteBuffer.wrap(chunk));
            connection.flush();
            loop.runPending();
        }
        loop.advance(Duration.ofSeconds(2));
        connection.close();
        loop.runPending();
        return lines.complete;
    }

    @Override
    public void close() {
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.advance(Duration.ofMinutes(1));
    }

    private static final class Lines implements ConnectionHandler {
        private final List<String> complete = new ArrayList<>();
        private final StringBuilder unread = new StringBuilder();

        @Override
        public void received(ByteBuffer bytes) {
            unread.append(ISO_8859_1.decode(bytes));
            for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n")) {
                complete.add(unread.substring(0, end + 1));
                unread.delete(0, end + 1);
            }
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {}
    }
}
