package io.qmp.testkit;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.PluginContract;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A plugin that keeps the contract, tested as a user of the kit would, and one that does not. */
public class TickPluginTest implements PluginContract {
    @CommandName("__org.example_tick")
    public record TickAfter(long seconds) implements Command<Nothing> {}

    @CommandName("__org.example_wait")
    public record WaitFor(long seconds) implements Command<Nothing> {}

    @EventName("__ORG.EXAMPLE_TICK")
    public record Tick() implements EventData {}

    TickPluginTest() {}

    @Override
    public QmpPlugin plugin() {
        return new TickPlugin();
    }

    @Test
    void timePassesOnlyByAdvancing() {
        try (LocalServer server = LocalServer.with(new TickPlugin())) {
            server.execute(new TickAfter(10));
            server.advance(Duration.ofSeconds(9));
            assertThat(server.eventNames()).isEmpty();

            server.advance(Duration.ofSeconds(1));
            assertThat(server.eventNames()).isEqualTo(List.of("__ORG.EXAMPLE_TICK"));
        }
    }

    @Test
    void aCommandThatTakesTimeIsAskedForThroughTheClient() {
        try (LocalServer server = LocalServer.with(new TickPlugin())) {
            assertThatThrownBy(() -> server.execute(new WaitFor(1))).isInstanceOf(IllegalStateException.class);
            CompletableFuture<Nothing> second = server.client().execute(new WaitFor(1));
            server.advance(Duration.ofSeconds(2));
            assertThat(second.join()).isEqualTo(Nothing.NOTHING);
        }
    }

    @Test
    void aTimerThatIsLeftIsReported() {
        LocalServer server = LocalServer.with(new TickPlugin());
        server.execute(new TickAfter(1_000_000));
        assertThatThrownBy(server::close).isInstanceOf(IllegalStateException.class);
    }

    static final class TickPlugin implements QmpPlugin {
        @Override
        public void register(PluginRegistry registry) {
            ServerContext server = registry.server();
            registry.event(Tick.class);
            registry.command(TickAfter.class, (tick, context) -> {
                server.loop().schedule(Duration.ofSeconds(tick.seconds()), () -> server.emit(new Tick()));
                return completedFuture(Nothing.NOTHING);
            });
            registry.command(WaitFor.class, (wait, context) -> {
                CompletableFuture<Nothing> waited = new CompletableFuture<>();
                server.loop().schedule(Duration.ofSeconds(wait.seconds()), () -> waited.complete(Nothing.NOTHING));
                return waited;
            });
        }
    }
}
