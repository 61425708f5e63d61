package io.qmp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.ManualEventLoop;
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

        assertEquals(
                "the command 'say' is claimed by two plugins: io.qmp.server.TestPlugin and the other",
                failure.getMessage());
        assertEquals(List.of("the other"), closed, "a server that is not built closes its plugins");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        QmpPlugin odd = plugin("odd", NotDownstream.class);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> builder().plugin(odd).build())
                .getMessage();

        assertTrue(message.startsWith("odd: '__nobody_say' is no name of QMP"), message);
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
