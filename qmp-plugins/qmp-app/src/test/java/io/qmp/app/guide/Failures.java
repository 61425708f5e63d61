package io.qmp.app.guide;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.client.CallOptions;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.contracts.Certificates;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import io.qmp.testkit.fake.FakeAgent;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.QemuSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Everything that the page about failures names, caused on purpose. */
final class Failures {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Path run;

    Failures(Path run) {
        this.run = run;
    }

    @CommandName("__org.example_greet")
    private record Greet(String name) implements Command<Nothing> {}

    private record Unnamed(String name) implements Command<Nothing> {}

    /** Commands whose results are of another type than the server's. */
    @CommandName("query-name")
    private record QueryName() implements Command<String> {}

    /** {@return what fails, by a word for it} */
    Map<String, Callable<Object>> all() {
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        connecting(all);
        commands(all);
        servers(all);
        return all;
    }

    private void connecting(Map<String, Callable<Object>> all) {
        all.put("no socket", () -> connect("unix:/run/none.qmp"));
        all.put(
                "stale socket",
                () -> withFake(qemu -> {
                    qemu.stopLeavingSocketFile();
                    return QmpClient.connect(qemu.address()).join();
                }));
        all.put("no port", () -> connect("tcp:localhost:1"));
        all.put("no host", () -> connect("tcp:no-such-host.invalid:4444"));
        all.put("scheme", () -> connect("serial:/dev/ttyS0"));
        all.put("no address", () -> QmpAddress.parse("/run/vm.qmp"));
        all.put(
                "second client",
                () -> withFake(qemu -> {
                    QmpClient first = QmpClient.connect(qemu.address()).join();
                    try {
                        return impatient().connect(qemu.address()).join();
                    } finally {
                        first.close().join();
                    }
                }));
        all.put("agent", () -> {
            try (FakeAgent agent = FakeAgent.builder().start()) {
                return impatient().connect(agent.address()).join();
            }
        });
        all.put("tls", () -> {
            QmpServer server = QmpServer.builder().build();
            QmpAddress address = server.listen(QmpAddress.parse("tcp:localhost:0"), MonitorOptions.DEFAULT)
                    .join();
            try {
                return QmpClient.builder()
                        .connectOptions(ConnectOptions.DEFAULT.withTls(TlsOptions.client(authority())))
                        .connect(address)
                        .join();
            } finally {
                server.close().join();
            }
        });
    }

    private void commands(Map<String, Callable<Object>> all) {
        all.put(
                "unknown command",
                () -> withServer(
                        "unix:" + run + "/bogus",
                        client -> client.execute("bogus", QmpObject.EMPTY).join()));
        all.put("missing parameter", () -> execute("balloon", QmpObject.EMPTY));
        all.put("wrong type", () -> execute("balloon", QmpObject.of("value", QmpValue.of("much"))));
        all.put("unexpected parameter", () -> execute("stop", QmpObject.of("now", QmpValue.of(true))));
        all.put(
                "time-out",
                () -> withFake(qemu -> {
                    qemu.stub("stop").held();
                    return client(
                            qemu,
                            client -> client.execute("stop", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(SHORT))
                                    .join());
                }));
        all.put(
                "lost",
                () -> withFake(qemu -> {
                    qemu.stub("stop").returns();
                    qemu.faults().reply("stop").closes();
                    return client(
                            qemu,
                            client -> client.execute("stop", QmpObject.EMPTY).join());
                }));
        all.put(
                "closed",
                () -> withFake(qemu -> client(qemu, client -> {
                    client.close().join();
                    return client.execute("stop", QmpObject.EMPTY).join();
                })));
        all.put(
                "lacks",
                () -> withFake(qemu -> client(
                        QmpClient.builder().checkPeer(true).connect(qemu.address()),
                        client -> client.execute("bogus", QmpObject.EMPTY).join())));
        all.put(
                "binding",
                () -> withFake(qemu -> {
                    qemu.stub("query-name").returns("{'name': 'vm'}");
                    return client(
                            qemu, client -> client.execute(new QueryName()).join());
                }));
        all.put(
                "unnamed",
                () -> withFake(qemu -> client(
                        qemu, client -> client.execute(new Unnamed("ada")).join())));
        all.put(
                "loop",
                () -> withFake(qemu -> client(
                        qemu,
                        client -> completedFuture(client)
                                .thenApplyAsync(Failures::callAndWait, client.loop()::execute)
                                .join())));
        all.put("descriptor", () -> {
            CallOptions options = CallOptions.DEFAULT.withDescriptor(
                    DescriptorSource.installed().open(run));
            QmpObject name = QmpObject.of("fdname", QmpValue.of("f"));
            return withServer(
                    "tcp:localhost:0",
                    client -> client.execute("getfd", name, options).join());
        });
    }

    private void servers(Map<String, Callable<Object>> all) {
        QmpPlugin greeter =
                registry -> registry.command(Greet.class, (greet, context) -> completedFuture(Nothing.NOTHING));
        QmpPlugin other =
                registry -> registry.command(Greet.class, (greet, context) -> completedFuture(Nothing.NOTHING));
        all.put(
                "two plugins",
                () -> QmpServer.builder().plugin(greeter).plugin(other).build());
        all.put("in use", () -> {
            QmpServer first = QmpServer.builder().build();
            QmpAddress taken = first.listen(QmpAddress.parse("tcp:localhost:0")).join();
            try {
                return QmpServer.builder().listen(taken.toString()).join();
            } finally {
                first.close().join();
            }
        });
        all.put(
                "no directory",
                () -> QmpServer.builder()
                        .listen("unix:/no-such-directory/vm.qmp")
                        .join());
        all.put("not local", () -> QmpServer.builder().listen("tcp:0.0.0.0:0").join());
        all.put("left out", () -> QmpServer.builder().withoutPlugin("bogus").build());
    }

    private static Object callAndWait(QmpClient client) {
        try {
            return client.blocking().execute("query-name", QmpObject.EMPTY);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Path authority() throws Exception {
        return new Certificates(run).certificate("ca");
    }

    private static QmpClientBuilder impatient() {
        return QmpClient.builder()
                .options(ClientOptions.DEFAULT.withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(SHORT)));
    }

    private Object connect(String address) {
        return QmpClient.connect(QmpAddress.parse(address.replace("/run/", run + "/")))
                .join();
    }

    private static Object execute(String command, QmpObject arguments) throws Exception {
        try (FakeQemu qemu = FakeQemu.builder().machine().start()) {
            return client(qemu, client -> client.execute(command, arguments).join());
        }
    }

    private static Object withServer(String where, Use<QmpClient> use) throws Exception {
        QmpServer server = QmpServer.builder().build();
        try {
            return client(
                    QmpClient.connect(server.listen(QmpAddress.parse(where)).join()), use);
        } finally {
            server.close().join();
        }
    }

    private static Object withFake(Use<FakeQemu> use) throws Exception {
        FakeQemu qemu = FakeQemu.builder().schema(QemuSchema.V10_0).start();
        try (qemu) {
            return use.of(qemu);
        }
    }

    private static Object client(FakeQemu qemu, Use<QmpClient> use) throws Exception {
        return client(QmpClient.connect(qemu.address()), use);
    }

    private static Object client(CompletableFuture<QmpClient> connecting, Use<QmpClient> use) throws Exception {
        QmpClient client = connecting.join();
        try {
            return use.of(client);
        } finally {
            client.close().join();
        }
    }

    /** What is done with something. */
    private interface Use<T> {
        Object of(T it) throws Exception;
    }
}
