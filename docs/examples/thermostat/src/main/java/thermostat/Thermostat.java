package thermostat;

import io.qmp.server.QmpServer;
import java.util.concurrent.CompletableFuture;

/** A thermostat that is controlled by QMP. */
public final class Thermostat {
    private Thermostat() {}

    /** Argument: where to listen, such as {@code unix:/run/thermostat.qmp}. Ends when a client says {@code quit}. */
    public static void main(String[] args) {
        QmpServer server = start(args[0]).join();
        System.out.println("listening on " + args[0]);
        server.closed().join();
    }

    /** {@return completes when it listens} Its commands are those of the plugins that are installed. */
    static CompletableFuture<QmpServer> start(String address) {
        return QmpServer.builder().listen(address);
    }
}
