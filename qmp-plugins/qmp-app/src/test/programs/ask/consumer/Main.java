package consumer;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a server at an address and asks it each of the commands that follow. Prints the answers, or why there are
 * none. The system property "plugins" names a plugin directory.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            ask(QmpAddress.parse(args[0]), List.of(args).subList(1, args.length));
        } catch (Throwable e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                System.out.println(cause);
            }
        }
        System.exit(0);
    }

    private static void ask(QmpAddress address, List<String> commands) {
        QmpServerBuilder builder = QmpServer.builder();
        if (System.getProperty("plugins") != null) {
            builder.pluginDirectory(Path.of(System.getProperty("plugins")));
        }
        builder.build().listen(address).toCompletableFuture().join();
        QmpClient client = QmpClient.connect(address).join();
        for (String command : commands) {
            String answer = client.execute(command, QmpObject.EMPTY)
                    .handle((result, failure) -> failure == null ? result + "" : failure + "")
                    .join();
            System.out.println(command + ": " + answer);
        }
    }
}
