package io.qmp.plugin.machine.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.Loggers;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One client of the qtest protocol: a line is a command, and each has a line for an answer, {@code OK},
 * {@code OK VALUE} or {@code FAIL REASON}. On the connection's loop.
 */
public final class QtestSession implements ConnectionHandler {
    private static final System.Logger LOG = Loggers.named("io.qmp.plugin.machine.qtest");
    private static final int LONGEST_LINE = 4096;

    private final Connection connection;
    private final QtestCommands commands;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private QtestSession(Connection connection, QtestCommands commands) {
        this.connection = connection;
        this.commands = commands;
    }

    /**
     * Serves a client until it goes.
     *
     * @param connection the client's; the session's from now on
     * @param chipset what it reads and writes
     */
    public static void open(Connection connection, Chipset chipset) {
        connection.handler(of(connection, chipset));
    }

    /** {@return what serves a client of a character device; the parameters are those of {@link #open}} */
    public static ConnectionHandler of(Connection connection, Chipset chipset) {
        return new QtestSession(connection, new QtestCommands(chipset));
    }

    @Override
    public void received(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                String command = line.toString(ISO_8859_1);
                line.reset();
                commands.execute(command, this::answer);
            } else if (line.size() < LONGEST_LINE) {
                line.write(next);
            } else {
                LOG.log(Level.WARNING, () -> connection.peer() + ": a line of qtest that does not end");
                connection.abort();
                return;
            }
        }
    }

    private void answer(String text) {
        connection.write(ByteBuffer.wrap((text + "\n").getBytes(ISO_8859_1)));
        connection.flush();
    }

    @Override
    public void inputEnded() {
        connection.close();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        line.reset();
    }
}
