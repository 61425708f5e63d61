package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.TextClient;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A plugin is called with its class loader as the thread's context loader, which is then as it was before. */
public class ContextLoaderTest {
    @CommandName("loader")
    public record Loader() implements Command<Nothing> {}

    @CommandName("loader-blocking")
    public record LoaderBlocking() implements Command<Nothing> {}

    private final Map<String, Boolean> own = new ConcurrentHashMap<>();
    private final ClassLoader other = new URLClassLoader(new URL[0], null);

    ContextLoaderTest() {}

    @Test
    void everyCallOfAPluginHasItsLoader() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(other);
        try {
            callAll();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(other);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(own)
                .containsOnlyKeys(
                        "register", "interceptor", "handler", "worker", "task", "timer", "shuttingDown", "close")
                .doesNotContainValue(false);
    }

    private void callAll() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new LoaderPlugin())) {
            TextClient client = harness.ready();
            assertThat(client.ask("{'execute':'loader'}")).isEqualTo("{\"return\": {}}");
            client.send("{'execute':'loader-blocking'}");
            harness.await(client, 1);
            harness.loop.advance(Duration.ofSeconds(1));
        }
    }

    private void note(String where) {
        own.merge(
                where,
                Thread.currentThread().getContextClassLoader() == LoaderPlugin.class.getClassLoader(),
                Boolean::logicalAnd);
    }

    private final class LoaderPlugin implements QmpPlugin {
        @Override
        public void register(PluginRegistry registry) {
            note("register");
            registry.interceptor((request, context, next) -> {
                note("interceptor");
                return next.handle(request, context);
            });
            registry.command(Loader.class, (command, context) -> {
                note("handler");
                registry.server().loop().execute(() -> note("task"));
                registry.server().loop().schedule(Duration.ofSeconds(1), () -> note("timer"));
                return completedFuture(Nothing.NOTHING);
            });
            registry.blockingCommand(LoaderBlocking.class, (command, context) -> {
                note("worker");
                return Nothing.NOTHING;
            });
        }

        @Override
        public void shuttingDown(ShutdownCause cause) {
            note("shuttingDown");
        }

        @Override
        public void close() {
            note("close");
        }
    }
}
