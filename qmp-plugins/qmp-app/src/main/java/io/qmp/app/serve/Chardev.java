package io.qmp.app.serve;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is behind a monitor; QEMU's word is character device. */
sealed interface Chardev {
    /**
     * What is done with the bytes of a device.
     *
     * @param telnet whether the client speaks telnet
     * @param logfile keeps what is sent
     * @param append whether the file is kept
     */
    record Stream(boolean telnet, Optional<Path> logfile, boolean append) {
        /** Nothing. */
        static final Stream PLAIN = new Stream(false, Optional.empty(), false);

        /** {@return the wrapper of connections that does it} Opens the file. */
        UnaryOperator<Connection> open() {
            UnaryOperator<Connection> protocol = telnet ? TelnetConnection::new : UnaryOperator.identity();
            return logfile.map(path -> Logfile.open(path, append))
                    .<UnaryOperator<Connection>>map(file -> connection -> protocol.apply(file.record(connection)))
                    .orElse(protocol);
        }
    }

    /** Standard input and output. */
    record Stdio() implements Chardev {}

    /**
     * Named pipes.
     *
     * @param path their common name, see {@link NamedPipe}
     */
    record Pipe(Path path) implements Chardev {}

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
            return options.tls().map(ConnectOptions.DEFAULT::withTls).orElse(ConnectOptions.DEFAULT);
        }
    }
}
