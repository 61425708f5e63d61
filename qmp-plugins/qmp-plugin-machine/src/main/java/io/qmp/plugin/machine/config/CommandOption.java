package io.qmp.plugin.machine.config;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.error.BindingException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an option that takes the arguments of a command, as JSON or as {@code key=value,…}.
 *
 * @param <C> the command
 * @param <R> its result
 */
final class CommandOption<C extends Command<R>, R> {
    private final WireCodec codec;
    private final Binder binder;
    private final Class<C> type;
    private final String firstKey;
    private @Nullable CommandBinding<C, R> command; // bound for the first option, as most command lines have none

    /**
     * Makes a reader.
     *
     * @param firstKey what the first value is for if it has no key
     */
    CommandOption(WireCodec codec, Class<C> command, String firstKey) {
        this.codec = codec;
        this.binder = codec.newBinder(CompatPolicy.ACCEPT);
        this.type = command;
        this.firstKey = firstKey;
    }

    private CommandBinding<C, R> command() {
        CommandBinding<C, R> bound = command;
        if (bound == null) {
            bound = binder.command(type);
            command = bound;
        }
        return bound;
    }

    /** {@return what an option says} Fails with an {@link IllegalArgumentException} with QEMU's text. */
    C parse(String text) {
        return read(arguments(text));
    }

    /** {@return the command with these arguments} */
    C read(QmpObject arguments) {
        try {
            return command().readArguments(arguments);
        } catch (BindingException e) {
            throw new IllegalArgumentException(e.error().desc(), e);
        }
    }

    /** {@return the arguments of an option, whose values have the types of the command's} They are not checked. */
    QmpObject arguments(String text) {
        if (text.startsWith("{")) {
            return (QmpObject) codec.parse(text);
        }
        return typed(OptionValues.parse(text, firstKey, codec));
    }

    /** {@return values that have the types of the command's arguments} They are not checked. */
    QmpObject typed(OptionValues values) {
        return new KeyValues(
                        binder.introspect(List.of(command()), List.of(), TypeNames.MASKED),
                        command().name())
                .typed(values.nested());
    }
}
