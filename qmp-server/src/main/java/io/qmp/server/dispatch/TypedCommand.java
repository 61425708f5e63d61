package io.qmp.server.dispatch;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpValue;
import io.qmp.server.guard.PluginCode;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A command that is described by a type, with its handler and the plugin it came from.
 *
 * @param <C> the command
 * @param <R> what it returns
 */
public final class TypedCommand<C extends Command<R>, R> implements RegisteredCommand<R> {
    private final CommandBinding<C, R> binding;
    private final CommandHandler<C, R> handler;
    private final PluginCode plugin;
    private WeakReference<@Nullable Object> lastResult = new WeakReference<>(null);
    private SoftReference<@Nullable QmpValue> lastValue = new SoftReference<>(null);

    public TypedCommand(CommandBinding<C, R> binding, CommandHandler<C, R> handler, PluginCode plugin) {
        this.binding = binding;
        this.handler = handler;
        this.plugin = plugin;
    }

    /** {@return its type} */
    public CommandBinding<C, R> binding() {
        return binding;
    }

    @Override
    public String name() {
        return binding.name();
    }

    @Override
    public Set<String> features() {
        return binding.features();
    }

    @Override
    public boolean allowsOutOfBand() {
        return binding.allowsOob();
    }

    @Override
    public PluginCode plugin() {
        return plugin;
    }

    /** Binds the arguments and calls the handler; throws what either throws. */
    @Override
    public CompletionStage<R> call(Request request, CommandContext context) {
        return Objects.requireNonNull(
                handler.handle(binding.readArguments(request.arguments()), context), "its handler has returned null");
    }

    @Override
    public Reply reply(@Nullable R result, Request request) {
        return new Reply.Success(value(result), request.id());
    }

    /**
     * The result as a value. A list that a handler returns again, such as the answer of {@code query-qmp-schema}, is
     * the same value again, and the writer then need not encode it again either.
     */
    private QmpValue value(@Nullable R result) {
        if (result == null) {
            throw new NullPointerException("its future has completed with null");
        }
        if (!(result instanceof List)) {
            return binding.writeResult(result);
        }
        QmpValue value = lastResult.get() == result ? lastValue.get() : null;
        if (value == null) {
            value = binding.writeResult(result);
            lastResult = new WeakReference<>(result);
            lastValue = new SoftReference<>(value);
        }
        return value;
    }

    /** {@return command and plugin, for messages} */
    @Override
    public String toString() {
        return "the command " + binding.name() + " of " + plugin;
    }
}
