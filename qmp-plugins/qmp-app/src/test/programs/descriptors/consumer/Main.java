package consumer;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.CallOptions;
import io.qmp.client.QmpClient;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import java.nio.file.Path;

/** Passes a descriptor from a client to a server at a unix socket, and prints "passed", or why not. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            pass(QmpAddress.parse(args[0]), Path.of(args[1]));
            System.out.println("passed");
        } catch (Throwable e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                System.out.println(cause);
            }
        }
        System.exit(0);
    }

    private static void pass(QmpAddress address, Path file) {
        MonitorOptions options = MonitorOptions.DEFAULT.withListen(ListenOptions.DEFAULT.withDescriptors());
        QmpServer.builder().build().listen(address, options).join();
        QmpClient client = QmpClient.connect(address).join();
        CallOptions call = CallOptions.DEFAULT.withDescriptor(open(file));
        client.execute("getfd", QmpObject.of("fdname", QmpValue.of("file")), call).join();
    }

    private static io.qmp.api.host.FileDescriptor open(Path file) {
        try {
            return DescriptorSource.installed().open(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
