package consumer;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transports;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A client and a server over a scheme that the project does not know. */
public final class Main {
    private static final QmpAddress VM = QmpAddress.parse("memory:vm");

    private Main() {}

    public static void main(String[] args) throws Exception {
        expect("memory (memory)", Transports.installed().toString());
        expect("vertx (", Transports.installed().toString());
        refused("nobody listens at memory:vm", QmpClient.connect(VM));
        refused("no transport serves the scheme 'pigeon'", QmpClient.connect(QmpAddress.parse("pigeon:vm")));
        refused("memory (memory)", QmpClient.connect(QmpAddress.parse("pigeon:vm")));
        QmpServer server = get(QmpServer.builder()
                .plugin(registry -> registry.command(
                        Greet.class, (greet, context) -> completedFuture(new Greeted("hello " + greet.name()))))
                .listen(VM.toString()));
        refused("memory:vm is in use", server.listen(VM));
        refused("no transport serves the scheme 'pigeon'", server.listen(QmpAddress.parse("pigeon:vm")));
        for (String name : new String[] {"ada", "grace"}) {
            QmpClient client = get(QmpClient.connect(VM));
            expect("hello " + name, get(client.execute(new Greet(name))).text());
            get(client.close());
        }
        get(server.close());

        // A server that was built before it has an address goes by the preferred transport, and serves both.
        QmpServer both = QmpServer.builder()
                .plugin(registry -> registry.command(
                        Greet.class, (greet, context) -> completedFuture(new Greeted("hello " + greet.name()))))
                .build();
        get(both.listen(VM));
        QmpAddress tcp = get(both.listen(QmpAddress.tcp("localhost", 0)));
        QmpClient client = get(QmpClient.connect(tcp));
        expect("hello ada", get(client.execute(new Greet("ada"))).text());
        get(client.close());
        get(both.close());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(4, TimeUnit.MINUTES);
    }

    private static void refused(String why, CompletionStage<?> attempt) throws Exception {
        Throwable failure = get(attempt.<Throwable>handle((result, thrown) ->
                thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown));
        if (!(failure instanceof ConnectFailedException)) {
            throw new AssertionError("expected a failure to connect, got " + failure);
        }
        expect(why, failure.getMessage());
    }

    private static void expect(String part, String text) {
        if (!text.contains(part)) {
            throw new AssertionError("expected " + part + ", got " + text);
        }
    }
}
