package io.qmp.server;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import java.util.concurrent.CompletableFuture;

/** A command without arguments, one with two, and an event. */
public final class BenchmarkPlugin implements QmpPlugin {
    /** States of a machine. */
    public enum State {
        RUNNING,
        PAUSED
    }

    /** The result of {@link Query}. */
    public record Status(boolean running, State status) {}

    /** Has no arguments, as most commands. */
    @CommandName("bench-query")
    public record Query() implements Command<Status> {}

    /** Has arguments. */
    @CommandName("bench-set")
    public record Set(String name, long value) implements Command<Status> {}

    /** An event with data. */
    @EventName("BENCH")
    public record Changed(String name, long value) implements EventData {}

    /** Makes the plugin. */
    public BenchmarkPlugin() {}

    @Override
    public void register(PluginRegistry registry) {
        registry.command(
                Query.class, (query, context) -> CompletableFuture.completedFuture(new Status(true, State.RUNNING)));
        registry.command(
                Set.class,
                (set, context) -> CompletableFuture.completedFuture(new Status(set.value() > 0, State.PAUSED)));
        registry.event(Changed.class);
    }
}
