package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Unstable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Commands that end when a test says so, and what else sessions have to cope with. */
public final class TestPlugin implements QmpPlugin {
    @CommandName("hold")
    public record Hold() implements Command<Nothing> {}

    @AllowOob
    @CommandName("hold-oob")
    public record HoldOob() implements Command<Nothing> {}

    @CommandName("say")
    public record Say(String text) implements Command<Said> {}

    public record Said(String text) {}

    /** Takes the descriptor and says which it is, or that there is none. */
    @AllowOob
    @CommandName("take")
    public record Take() implements Command<Said> {}

    @CommandName("fail")
    public record Fail(String how) implements Command<Nothing> {}

    @CommandName("burst")
    public record Burst(long count) implements Command<Nothing> {}

    @CommandName("block")
    public record Block() implements Command<Said> {}

    /** Blocks the loop until {@link #unblock}. */
    @CommandName("block-loop")
    public record BlockLoop() implements Command<Nothing> {}

    @AllowOob
    @CommandName("now")
    public record Now() implements Command<Nothing> {}

    @Unstable
    @CommandName("x-try")
    public record Try() implements Command<Nothing> {}

    @Deprecated
    @CommandName("old")
    public record Old() implements Command<Nothing> {}

    @CommandName("quit")
    public record Quit() implements Command<Nothing> {}

    @EventName("TICK")
    public record Tick(long count) implements EventData {}

    @RateLimit(key = "id", unless = "action=stop")
    @EventName("LIMITED")
    public record Limited(String id, String action, long count) implements EventData {}

    @EventName("SHUTDOWN")
    public record Shutdown(String reason) implements EventData {}

    /** The futures of held commands, in the order in which they began. */
    final Queue<CompletableFuture<Nothing>> held = new ArrayDeque<>();

    final CountDownLatch unblock = new CountDownLatch(1);
    final List<String> life = new ArrayList<>();
    private @Nullable ServerContext server;

    TestPlugin() {}

    ServerContext server() {
        return Objects.requireNonNull(server);
    }

    void release() {
        held.remove().complete(Nothing.NOTHING);
    }

    @Override
    @SuppressWarnings("deprecation") // the deprecated command is what is tested
    public void register(PluginRegistry registry) {
        server = registry.server();
        registry.command(Hold.class, (hold, context) -> hold());
        registry.command(HoldOob.class, (hold, context) -> hold());
        registry.command(
                Take.class,
                (take, context) -> completedFuture(
                        new Said(context.takeDescriptor().map(TestPlugin::use).orElse("none"))));
        registry.command(Say.class, (say, context) -> completedFuture(new Said(say.text())));
        registry.command(Now.class, (now, context) -> completedFuture(Nothing.NOTHING));
        registry.command(Try.class, (command, context) -> completedFuture(Nothing.NOTHING));
        registry.command(Old.class, (command, context) -> completedFuture(Nothing.NOTHING));
        registry.command(Fail.class, (fail, context) -> fail(fail.how()));
        registry.command(Burst.class, (burst, context) -> {
            for (long i = 0; i < burst.count(); i++) {
                server().emit(new Tick(i));
            }
            return completedFuture(Nothing.NOTHING);
        });
        registry.blockingCommand(
                Block.class, (block, context) -> new Said(Thread.currentThread().getName()));
        registry.command(BlockLoop.class, (block, context) -> {
            try {
                unblock.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return completedFuture(Nothing.NOTHING);
        });
        registry.command(Quit.class, (quit, context) -> {
            server().shutdown(ShutdownCause.HOST_QMP_QUIT);
            return completedFuture(Nothing.NOTHING);
        });
        registry.event(Tick.class);
        registry.event(Limited.class);
        registry.event(Shutdown.class);
    }

    private CompletableFuture<Nothing> hold() {
        CompletableFuture<Nothing> future = new CompletableFuture<>();
        held.add(future);
        return future;
    }

    private static CompletableFuture<Nothing> fail(String how) {
        QmpError error = QmpError.deviceNotActive("No such luck");
        switch (how) {
            case "throw":
                throw new CommandFailedException(error);
            case "future":
                return CompletableFuture.failedFuture(new CommandFailedException(error, new IllegalStateException()));
            case "later":
                CompletableFuture<Nothing> future = new CompletableFuture<>();
                return future.thenApply(nothing -> nothing)
                        .orTimeout(0, java.util.concurrent.TimeUnit.MILLISECONDS)
                        .exceptionally(timeout -> {
                            throw new CommandFailedException(error);
                        });
            default:
                throw new IllegalStateException("the password is " + how);
        }
    }

    @Override
    public void shuttingDown(ShutdownCause cause) {
        life.add("shutting down " + cause);
        server().emit(new Shutdown(cause.name()));
    }

    @Override
    public void close() {
        life.add("closed");
    }

    private static String use(FileDescriptor descriptor) {
        try (descriptor) {
            return String.valueOf(descriptor.number());
        }
    }
}
