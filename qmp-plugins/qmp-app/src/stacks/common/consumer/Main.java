package consumer;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server and a client over a unix socket and runs a command, on the transport that is expected to be
 * chosen. If "none" is expected, both must fail by their futures and say what to do.
 */
public final class Main {
    private static final long MINUTES = 4;

    private Main() {}

    public static void main(String[] args) throws Exception {
        int status = 0;
        String expected = args[0];
        Path directory = Files.createTempDirectory("stack");
        QmpAddress address = QmpAddress.parse("unix:" + directory.resolve("qmp"));
        try {
            if (expected.equals("none")) {
                refuse(QmpServer.builder().listen(address + ""));
                refuse(QmpClient.connect(address));
            } else {
                require(Transports.installed().toString().startsWith(expected + " "), Transports.installed());
                run(address);
            }
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        } finally {
            Files.deleteIfExists(directory.resolve("qmp"));
            Files.delete(directory);
        }
        System.exit(status); // after a failure, threads of a server may be left
    }

    private static void run(QmpAddress address) throws Exception {
        QmpServer server = QmpServer.builder().build();
        server.listen(address).get(MINUTES, TimeUnit.MINUTES);
        QmpClient client = QmpClient.connect(address).get(MINUTES, TimeUnit.MINUTES);
        String version = client.execute("query-version", QmpObject.EMPTY).get(MINUTES, TimeUnit.MINUTES) + "";
        require(version.contains("major"), version);
        client.close().get(MINUTES, TimeUnit.MINUTES);
        server.close().get(MINUTES, TimeUnit.MINUTES);
    }

    private static void refuse(CompletableFuture<?> future) throws Exception {
        try {
            require(false, future.get(MINUTES, TimeUnit.MINUTES));
        } catch (ExecutionException e) {
            String why = e.getCause() + "";
            System.out.println(why);
            require(why.contains("io.qmp:qmp-transport-nio") && why.matches("(?s).*Netty 4\\.\\d+\\.\\d+.*"), why);
        }
    }

    private static void require(boolean condition, Object found) {
        if (!condition) {
            throw new AssertionError("not as expected: " + found);
        }
    }
}
