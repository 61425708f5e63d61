package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.server.MisbehavingPlugin.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The ways in which a handler can misbehave that end in an error for its client. */
@SuppressWarnings("NullAway") // nulls are among the faults
public enum Fault {
    THROWS_EXCEPTION((plugin, context) -> {
        throw new IllegalStateException("the password is swordfish");
    }),
    THROWS_STACK_OVERFLOW((plugin, context) -> {
        throw new StackOverflowError();
    }),
    RECURSES_FOR_EVER((plugin, context) -> recurse()),
    THROWS_OUT_OF_MEMORY((plugin, context) -> {
        throw new OutOfMemoryError("no more swordfish");
    }),
    ALLOCATES_TOO_MUCH(
            (plugin, context) -> completedFuture(new Result(String.valueOf(new long[Integer.MAX_VALUE][]), null))),
    THROWS_NO_CLASS_DEF_FOUND((plugin, context) -> {
        throw new NoClassDefFoundError("org/example/Gone");
    }),
    THROWS_LINKAGE_ERROR((plugin, context) -> {
        throw new LinkageError("a jar was replaced");
    }),
    THROWS_ASSERTION_ERROR((plugin, context) -> {
        throw new AssertionError("swordfish");
    }),
    THROWS_THREAD_DEATH((plugin, context) -> threadDeath()),
    THROWS_OTHER_THROWABLE((plugin, context) -> MisbehavingPlugin.<RuntimeException>sneaky(new Throwable("swordfish"))),
    THROWS_CHECKED((plugin, context) -> MisbehavingPlugin.<RuntimeException>sneaky(new IOException("swordfish"))),
    THROWS_UNPRINTABLE((plugin, context) -> {
        throw new Hostile();
    }),
    THROWS_ERROR_WITHOUT_ERROR((plugin, context) -> {
        throw new CommandFailedException(new QmpError("GenericError", null));
    }),
    FAILS_WITH_ERROR((plugin, context) -> failedFuture(new NoClassDefFoundError("org/example/Gone"))),
    FAILS_WITH_CIRCULAR_CAUSES((plugin, context) -> failedFuture(circular())),
    RETURNS_NO_STAGE((plugin, context) -> null),
    COMPLETES_WITH_NULL((plugin, context) -> completedFuture(null)),
    STAGE_RETURNS_NULL_AND_NEVER_FAILS((plugin, context) -> MisbehavingPlugin.stage(callback -> {
        callback.accept(null, null);
        return null;
    })),
    STAGE_THROWS((plugin, context) -> MisbehavingPlugin.stage(callback -> {
        throw new UnsupportedOperationException("swordfish");
    })),
    STAGE_THROWS_ERROR((plugin, context) -> MisbehavingPlugin.stage(callback -> {
        throw new AbstractMethodError("whenComplete");
    })),
    STAGE_FAILS_TWICE((plugin, context) -> MisbehavingPlugin.stage(callback -> {
        callback.accept(null, new IllegalStateException());
        callback.accept(Result.OK, null);
        return null;
    })),
    STAGE_FAILS_AND_THROWS((plugin, context) -> MisbehavingPlugin.stage(callback -> {
        callback.accept(null, new IllegalStateException());
        throw new IllegalStateException();
    })),
    RESULT_WITH_NULL((plugin, context) -> completedFuture(new Result(null, null))),
    RESULT_WITH_BAD_ACCESSOR((plugin, context) -> completedFuture(new Result("accessor", null))),
    RESULT_WITH_CYCLE((plugin, context) -> completedFuture(cyclic())),
    RESULT_TOO_DEEP((plugin, context) -> completedFuture(deep())),
    EMITS_UNKNOWN_EVENT((plugin, context) -> {
        plugin.server().emit(new MisbehavingPlugin.Unregistered());
        return completedFuture(Result.OK);
    }),
    EMITS_NO_EVENT((plugin, context) -> {
        plugin.server().emit((EventData) null);
        return completedFuture(Result.OK);
    }),
    EMITS_EVENT_WITH_BAD_ACCESSOR((plugin, context) -> {
        plugin.emit("accessor", null);
        return completedFuture(Result.OK);
    });

    /** An exception that can be neither printed nor asked. */
    static final class Hostile extends CompletionException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    private final BiFunction<MisbehavingPlugin, CommandContext, @Nullable CompletionStage<Result>> handler;

    Fault(BiFunction<MisbehavingPlugin, CommandContext, @Nullable CompletionStage<Result>> handler) {
        this.handler = handler;
    }

    @Nullable
    CompletionStage<Result> handle(MisbehavingPlugin plugin, CommandContext context) {
        return handler.apply(plugin, context);
    }

    private static CompletableFuture<Result> recurse() {
        return recurse().thenApply(result -> result);
    }

    @SuppressWarnings({"deprecation", "removal"}) // what Thread.stop threw
    private static CompletionStage<Result> threadDeath() {
        throw new ThreadDeath();
    }

    private static Throwable circular() {
        CompletionException one = new CompletionException("one", null) {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Throwable getCause() {
                return new CompletionException("another", this);
            }
        };
        return one;
    }

    private static Result cyclic() {
        List<Result> list = new ArrayList<>();
        Result result = new Result("cycle", list);
        list.add(result);
        return result;
    }

    private static Result deep() {
        Result result = Result.OK;
        for (int i = 0; i < 200_000; i++) {
            result = new Result("deep", List.of(result));
        }
        return result;
    }
}
