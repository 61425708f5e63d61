package io.qmp.transport.nio;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import java.util.concurrent.CompletableFuture;

/** Commands whose replies are of any length, and events. */
public final class EchoPlugin implements QmpPlugin {
    /** Returns a text of so many characters. */
    @CommandName("text")
    public record Text(long length) implements Command<Said> {}

    /** Can be executed out of band. */
    @AllowOob
    @CommandName("now")
    public record Now() implements Command<Nothing> {}

    /** Never ends by itself. */
    @CommandName("wait")
    public record Wait() implements Command<Nothing> {}

    /** Emits so many events. */
    @CommandName("burst")
    public record Burst(long count) implements Command<Nothing> {}

    /** The result of {@link Text}. */
    public record Said(String text) {}

    /** The event of {@link Burst}. */
    @EventName("TICK")
    public record Tick(long number) implements EventData {}

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public void register(PluginRegistry registry) {
        registry.event(Tick.class);
        registry.command(Text.class, (text, context) -> completedFuture(new Said("x".repeat((int) text.length()))));
        registry.command(Now.class, (now, context) -> completedFuture(Nothing.NOTHING));
        registry.command(Wait.class, (wait, context) -> new CompletableFuture<>());
        registry.command(Burst.class, (burst, context) -> {
            for (long i = 0; i < burst.count(); i++) {
                registry.server().emit(new Tick(i));
            }
            return completedFuture(Nothing.NOTHING);
        });
    }
}
