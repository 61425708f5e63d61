package io.qmp.plugin.machine.handler;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.type.Nothing;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes handlers of functions that return at once. */
public final class Handlers {
    private Handlers() {}

    /** {@return a handler of a command that returns nothing} */
    public static <C extends Command<Nothing>> CommandHandler<C, Nothing> does(Consumer<C> action) {
        return (command, context) -> {
            action.accept(command);
            return completedFuture(Nothing.NOTHING);
        };
    }

    /** {@return a handler of a command that returns something} */
    public static <C extends Command<R>, R> CommandHandler<C, R> returns(Function<C, R> query) {
        return (command, context) -> completedFuture(query.apply(command));
    }
}
