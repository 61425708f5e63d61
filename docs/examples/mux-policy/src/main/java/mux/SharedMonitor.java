package mux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.wire.QmpAddress;
import io.qmp.mux.Mux;
import io.qmp.mux.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Shares the monitor of a machine among administrators and a backup program, which may do less. */
public final class SharedMonitor {
    private SharedMonitor() {}

    /** Arguments: the address of the monitor; the directory for the sockets {@code backup} and {@code admin}. */
    public static void main(String[] args) throws IOException {
        Mux mux = start(QmpAddress.parse(args[0]), Path.of(args[1])).join();
        System.out.println("listening on " + mux.addresses());
        mux.closed().join();
    }

    /** {@return completes when clients are served} */
    static CompletableFuture<Mux> start(QmpAddress monitor, Path directory) throws IOException {
        Policy policy = policy();
        return Mux.builder(monitor)
                .listen("backup", QmpAddress.unix(directory.resolve("backup")), policy)
                .listen("admin", QmpAddress.unix(directory.resolve("admin")), policy)
                .start();
    }

    private static Policy policy() throws IOException {
        try (InputStream json = SharedMonitor.class.getResourceAsStream("policy.json")) {
            return Policy.parse(new String(json.readAllBytes(), UTF_8));
        }
    }
}
