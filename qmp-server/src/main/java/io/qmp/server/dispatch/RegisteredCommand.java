package io.qmp.server.dispatch;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A command with its handler and the plugin it came from.
 *
 * @param <C> the command
 * @param <R> what it returns
 */
public final class RegisteredCommand<C extends Command<R>, R> {
    private final CommandBinding<C, R> binding;
    private final CommandHandler<C, R> handler;
    private final String plugin;
    private WeakReference<@Nullable Object> lastResult = new WeakReference<>(null);
    private SoftReference<@Nullable QmpValue> lastValue = new SoftReference<>(null);

    public RegisteredCommand(CommandBinding<C, R> binding, CommandHandler<C, R> handler, String plugin) {
        this.binding = binding;
        this.handler = handler;
        this.plugin = plugin;
    }

    public CommandBinding<C, R> binding() {
        return binding;
    }

    public String plugin() {
        return plugin;
    }

    /** Binds the arguments and calls the handler; throws what either throws. */
    CompletionStage<R> call(QmpObject arguments, CommandContext context) {
        return handler.handle(binding.readArguments(arguments), context);
    }

    /**
     * The result as a value. A list that a handler returns again, such as the answer of {@code query-qmp-schema}, is
     * the same value again, and the writer then need not encode it again either.
     */
    QmpValue value(R result) {
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
}
