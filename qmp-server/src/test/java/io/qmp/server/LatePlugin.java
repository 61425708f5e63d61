package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plugin that registers when tests say so. */
public final class LatePlugin implements QmpPlugin {
    @CommandName("late")
    public record Late() implements Command<Nothing> {}

    @AllowOob
    @CommandName("late-oob")
    public record LateOob() implements Command<Nothing> {}

    @CommandName("late-worker")
    public record LateWorker() implements Command<TestPlugin.Said> {}

    @EventName("LATE")
    public record LateEvent(long count) implements EventData {}

    @RateLimit
    @EventName("LATE_LIMITED")
    public record LateLimited(long count) implements EventData {}

    /** Succeeds with an empty result. */
    static final RequestHandler DONE = (request, context) -> completedFuture(request.success(QmpObject.EMPTY));

    private final String name;
    private @Nullable ServerContext server;

    LatePlugin(String name) {
        this.name = name;
    }

    ServerContext server() {
        return Objects.requireNonNull(server);
    }

    Registration register(Consumer<PluginRegistry> additions) {
        return server().register(additions);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void register(PluginRegistry registry) {
        server = registry.server();
    }

    /** Adds the commands late and untyped, and the event LATE. */
    static void late(PluginRegistry registry) {
        registry.command(Late.class, (command, context) -> completedFuture(Nothing.NOTHING));
        registry.command("untyped", DONE);
        registry.event(LateEvent.class);
    }

    /** The reply to a request for a command that nobody has. */
    static String unknown(String command) {
        return unknown(command, "");
    }

    static String unknown(String command, String id) {
        return "{" + id + "\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"The command " + command
                + " has not been found\"}}";
    }
}
