package io.qmp.app.serve;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;

/** What is behind a monitor; QEMU's word is character device. */
sealed interface Chardev {
    /** Standard input and output. */
    record Stdio() implements Chardev {}

    /**
     * A socket.
     *
     * @param address where
     * @param server whether it listens; else it connects
     * @param waits whether the start waits for the first client
     * @param options how it listens; to connect, TLS is taken from here
     */
    record Socket(QmpAddress address, boolean server, boolean waits, ListenOptions options) implements Chardev {
        ConnectOptions connectOptions() {
            return options.tls().map(ConnectOptions.DEFAULT::withTls).orElse(ConnectOptions.DEFAULT);
        }
    }
}
