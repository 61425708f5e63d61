package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.WireCodec;
import io.qmp.contracts.TextClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault of codec or transport costs one session; one of who describes the server costs the answer. */
class OwnFaultsTest {
    private static final String OK = "{\"return\": {}}";

    @ParameterizedTest
    @ValueSource(strings = {"feed", "next"})
    void aFaultInReadingCostsOneSession(String where) {
        boolean[] faulty = new boolean[1];
        WireCodec installed = WireCodec.installed();
        WireCodec codec = proxy(
                WireCodec.class,
                installed,
                (method, result) -> result instanceof MessageReader reader
                        ? proxy(MessageReader.class, reader, (call, unused) -> {
                            if (faulty[0] && call.equals(where)) {
                                throw new StackOverflowError();
                            }
                            return unused;
                        })
                        : result);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, builder -> builder.codec(codec))) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            faulty[0] = true;
            client.send("{'execute':'now'}");
            faulty[0] = false;

            assertThat(client.isClosed()).isTrue();
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .isEqualTo("local#1 (local client): failed and is disconnected");
            assertThat(other.ask("{'execute':'now'}")).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "flush", "pause", "resume", "pendingBytes"})
    void aFaultOfAConnectionCostsOneSession(String where) {
        boolean[] faulty = new boolean[1];
        try (Harness harness = new Harness()) {
            LocalConnection.Ends ends = LocalConnection.open(harness.loop, "a client", "a server");
            harness.server.serve(
                    proxy(Connection.class, ends.second(), (method, result) -> {
                        if (faulty[0] && method.equals(where)) {
                            throw new NoClassDefFoundError("org/example/Gone");
                        }
                        return result;
                    }),
                    MonitorOptions.DEFAULT);
            TextClient client = new TextClient(harness.loop, ends.first());
            TextClient other = harness.ready();
            client.ask("{'execute':'qmp_capabilities'}");
            faulty[0] = true;
            client.send("{'execute':'hold'}");
            other.send("{'execute':'now'}");
            harness.plugin.release();
            harness.loop.runPending();

            assertThat(client.isClosed()).isTrue();
            assertThat(other.all()).containsExactly(OK);
            assertThat(other.ask("{'execute':'now'}")).isEqualTo(OK);
        }
    }

    @Test
    void aPluginThatFailsToDescribeTheServerIsNamedAndAskedAgain() {
        List<ServerContext> servers = new ArrayList<>();
        QmpPlugin plugin = new QmpPlugin() {
            @Override
            public void register(PluginRegistry registry) {
                servers.add(registry.server());
                registry.describe(() -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                });
            }

            @Override
            public String name() {
                return "describer";
            }
        };
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> servers.get(0).schema())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("the plugin describer")
                        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
            }
            assertThat(client.ask("{'execute':'now'}")).isEqualTo(OK);
        }
    }

    /** What happens to the result of a call, or instead of it. */
    private interface Change {
        Object apply(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Change change) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                change.apply(method.getName(), "");
                Object result = method.invoke(real, args);
                return result instanceof MessageReader ? change.apply(method.getName(), result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
