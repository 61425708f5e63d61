package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

public class PluginsTest {
    @CommandName("say")
    public record AlsoSay() implements Command<Nothing> {}

    @CommandName("__nobody_say")
    public record NotDownstream() implements Command<Nothing> {}

    PluginsTest() {}

    private final List<String> closed = new ArrayList<>();

    @Test
    void twoThatClaimOneCommandAreBothNamed() {
        QmpPlugin other = plugin("the other", AlsoSay.class);
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> builder().plugin(new TestPlugin()).plugin(other).build());

        String place = TestPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assertEquals(
                "the command 'say' is claimed by two plugins: io.qmp.server.TestPlugin (" + place + ") and the other ("
                        + place + ")",
                failure.getMessage());
        assertEquals(List.of("the other"), closed, "a server that is not built closes its plugins");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        QmpPlugin odd = plugin("odd", NotDownstream.class);
        String message = assertThrows(
                        IllegalStateException.class, () -> builder().plugin(odd).build())
                .getMessage();

        assertTrue(message.startsWith("the plugin odd ("), message);
        assertTrue(message.contains(": '__nobody_say' is no name of QMP"), message);
    }

    @Test
    void oneThatIsLeftOutMustBeThere() {
        QmpServerBuilder builder = builder().plugin(new TestPlugin()).withoutPlugin("the other");

        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertEquals("there is no plugin the other, but io.qmp.server.TestPlugin", message);
    }

    @Test
    void theReasonOfAFailedStartIsNotHiddenByWhatCloseThrows() {
        QmpPlugin failing = lifecycle("failing", () -> {
            throw new AssertionError("the reason");
        });
        QmpServerBuilder builder = builder()
                .plugin(lifecycle("first", () -> {}))
                .plugin(failing)
                .plugin(lifecycle("not reached", () -> {}));

        IllegalStateException failure = assertThrows(IllegalStateException.class, builder::build);
        assertTrue(failure.getMessage().endsWith("cannot register: java.lang.AssertionError: the reason"));
        assertEquals(List.of("first", "failing"), closed, "those that were asked to register are closed");
    }

    /** A plugin whose close fails in a way that nobody expects. */
    private QmpPlugin lifecycle(String name, Runnable register) {
        return new QmpPlugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void register(PluginRegistry registry) {
                register.run();
            }

            @Override
            public void close() {
                closed.add(name);
                throw new StackOverflowError("in close");
            }
        };
    }

    @Test
    void onesThatAreExcludedAreLeftOut() {
        QmpServer server = builder()
                .plugin(new TestPlugin())
                .plugin(plugin("the other", AlsoSay.class))
                .withoutPlugin("the other")
                .build();

        assertTrue(server.context().commandNames().contains("say"));
    }

    @Test
    void registeringIsOverWhenRegisterReturns() {
        List<PluginRegistry> kept = new ArrayList<>();
        builder().plugin(kept::add).build();

        assertThrows(
                IllegalStateException.class,
                () -> kept.get(0).command(AlsoSay.class, (say, context) -> new CompletableFuture<>()));
    }

    private static QmpServerBuilder builder() {
        return QmpServer.builder().loop(new ManualEventLoop(Instant.EPOCH)).withoutInstalledPlugins();
    }

    private <C extends Command<Nothing>> QmpPlugin plugin(String name, Class<C> command) {
        return new QmpPlugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void register(PluginRegistry registry) {
                registry.command(command, (say, context) -> CompletableFuture.completedFuture(Nothing.NOTHING));
            }

            @Override
            public void close() {
                closed.add(name);
            }
        };
    }
}
