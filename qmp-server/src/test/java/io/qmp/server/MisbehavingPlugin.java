package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One command, which misbehaves in each of the ways of {@link Fault}; in band, out of band, and on a worker. */
@SuppressWarnings("NullAway") // nulls are among the faults
public final class MisbehavingPlugin implements QmpPlugin {
    @AllowOob
    @CommandName("misbehave")
    public record Misbehave(Fault how) implements Command<Result> {}

    @CommandName("misbehave-blocking")
    public record MisbehaveBlocking(Fault how) implements Command<Result> {}

    @AllowOob
    @CommandName("nest")
    public record Nest(long depth) implements Command<QmpValue> {}

    @AllowOob
    @CommandName("list")
    public record AskList(boolean cyclic) implements Command<List<Result>> {}

    /** What the command returns; an element of it may be the list itself. */
    public record Result(String text, @Nullable List<Result> more) {
        static final Result OK = new Result("ok", null);

        @Override
        public String text() {
            if (text.equals("accessor")) {
                throw new AssertionError("an accessor");
            }
            return text;
        }
    }

    @EventName("UNREGISTERED")
    public record Unregistered() implements EventData {}

    @EventName("BAD")
    public record Bad(String text, @Nullable QmpValue value) implements EventData {
        @Override
        public String text() {
            if (text.equals("accessor")) {
                throw new LinkageError("an accessor");
            }
            return text;
        }
    }

    private @Nullable ServerContext server;

    MisbehavingPlugin() {}

    ServerContext server() {
        return Objects.requireNonNull(server);
    }

    @Override
    public void register(PluginRegistry registry) {
        server = registry.server();
        registry.command(Misbehave.class, (command, context) -> command.how().handle(this, context));
        registry.blockingCommand(MisbehaveBlocking.class, (command, context) -> {
            CompletionStage<Result> stage = command.how().handle(this, context);
            return stage == null ? null : stage.toCompletableFuture().join();
        });
        registry.command(Nest.class, (nest, context) -> completedFuture(nested(nest.depth())));
        registry.command(AskList.class, (ask, context) -> completedFuture(list(ask.cyclic())));
        registry.event(Bad.class);
    }

    static QmpValue nested(long depth) {
        QmpValue value = QmpArray.of();
        for (long i = 0; i < depth; i++) {
            value = QmpArray.of(value);
        }
        return value;
    }

    private static List<Result> list(boolean cyclic) {
        List<Result> list = new ArrayList<>();
        list.add(new Result("first", cyclic ? list : null));
        return list;
    }

    /** Completes a future at the bottom of a recursion that has used the stack up. */
    static void atTheBottom(Runnable task) {
        try {
            atTheBottom(task);
        } catch (StackOverflowError e) {
            task.run();
        }
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> CompletionStage<Result> sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    /** A future that misbehaves when it is asked to call back. */
    static CompletableFuture<Result> stage(WhenComplete behaviour) {
        return new CompletableFuture<>() {
            @Override
            public CompletableFuture<Result> whenComplete(BiConsumer<? super Result, ? super Throwable> callback) {
                return behaviour.call(callback);
            }
        };
    }

    /** What a stage does when it is asked to call back. */
    interface WhenComplete {
        @Nullable
        CompletableFuture<Result> call(BiConsumer<? super Result, ? super Throwable> callback);
    }

    void emit(String text, @Nullable QmpValue value) {
        server().emit(new Bad(text, value));
    }
}
