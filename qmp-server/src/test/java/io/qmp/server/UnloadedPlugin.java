package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.spi.PluginRegistry;
import java.util.List;
import java.util.function.Consumer;

/** What a plugin adds from a class loader of its own, which {@link UnloadingTest} lets go. */
public final class UnloadedPlugin implements Consumer<PluginRegistry> {
    @CommandName("unloaded")
    public record Unloaded(Mode mode) implements Command<Result> {}

    @CommandName("unloaded-blocking")
    public record UnloadedBlocking() implements Command<Result> {}

    @CommandName("unloaded-declared")
    public record UnloadedDeclared() implements Command<Result> {}

    @EventName("UNLOADED")
    public record UnloadedEvent(Result result) implements EventData {}

    public record Result(List<Mode> modes) {}

    public enum Mode {
        ONE,
        TWO
    }

    /** Made by reflection. */
    public UnloadedPlugin() {}

    @Override
    public void accept(PluginRegistry registry) {
        Result result = new Result(List.of(Mode.ONE));
        registry.event(UnloadedEvent.class);
        registry.command(Unloaded.class, (command, context) -> {
            registry.server().emit(new UnloadedEvent(result));
            return completedFuture(result);
        });
        registry.blockingCommand(UnloadedBlocking.class, (command, context) -> result);
        registry.declareCommand(UnloadedDeclared.class);
    }
}
