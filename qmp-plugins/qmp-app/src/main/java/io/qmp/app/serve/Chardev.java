package io.qmp.app.serve;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.server.MonitorStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The device behind a monitor; QEMU's word is character device. */
sealed interface Chardev {
    /**
     * What is done with the bytes of a device.
     *
     * @param protocol what the client speaks
     * @param logfile keeps what is sent
     * @param append whether the file is kept
     */
    record Stream(Protocol protocol, Optional<Path> logfile, boolean append) {
        /** Nothing. */
        static final Stream PLAIN = new Stream(Protocol.TCP, Optional.empty(), false);

        /** {@return the stream of a monitor that does it} Opens the file, which keeps no bytes of the protocol. */
        MonitorStream open() {
            MonitorStream stream = MonitorStream.PLAIN.withProtocol(protocol.word(), protocol.wrapper);
            return logfile.map(path -> Logfile.open(path, append))
                    .map(file -> stream.withWrapper(connection -> file.record(protocol.wrapper.apply(connection)))
                            .withUnheard(file::keep))
                    .orElse(stream);
        }
    }

    /** What the client of a socket speaks, below QMP. */
    enum Protocol {
        /** Nothing: the bytes are QMP's. */
        TCP(UnaryOperator.identity()),
        TELNET(TelnetConnection::new),
        WEBSOCKET(WebSocketConnection::new);

        private final UnaryOperator<Connection> wrapper;

        Protocol(UnaryOperator<Connection> wrapper) {
            this.wrapper = wrapper;
        }

        /** {@return its name in options and in {@code query-chardev}} */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The device that nobody is behind.
     *
     * @param stream its file keeps the events
     */
    record Null(Stream stream) implements Chardev {}

    /**
     * A device that the machine has, and no client.
     *
     * @param backend what it is
     */
    record Backend(ChardevBackend backend) implements Chardev {}

    /**
     * Standard input and output.
     *
     * @param stream what is done with its bytes
     */
    record Stdio(Stream stream) implements Chardev {
        /** Standard input and output, whose bytes are only passed on. */
        Stdio() {
            this(Stream.PLAIN);
        }
    }

    /**
     * A pseudo-terminal.
     *
     * @param stream what is done with its bytes
     */
    record Pty(Stream stream) implements Chardev {}

    /**
     * Named pipes.
     *
     * @param path their common name, see {@link NamedPipe}
     * @param stream what is done with their bytes
     */
    record Pipe(Path path, Stream stream) implements Chardev {}

    /**
     * A socket.
     *
     * @param address where
     * @param server whether it listens; else it connects
     * @param waits whether the start waits for the first client
     * @param options how it listens; to connect, TLS is taken from here
     * @param reconnect how long it waits before it tries again to connect; empty if it tries once
     * @param stream what is done with its bytes
     */
    record Socket(
            QmpAddress address,
            boolean server,
            boolean waits,
            ListenOptions options,
            Optional<Duration> reconnect,
            Stream stream)
            implements Chardev {
        /** A socket that does not connect again, and whose bytes are only passed on. */
        Socket(QmpAddress address, boolean server, boolean waits, ListenOptions options) {
            this(address, server, waits, options, Optional.empty(), Stream.PLAIN);
        }

        ConnectOptions connectOptions() {
            ConnectOptions plain = ConnectOptions.DEFAULT.withDescriptors();
            return options.tls().map(plain::withTls).orElse(plain);
        }
    }
}
