package io.qmp.testkit.fake;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.event.EventData;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaViolation;
import io.qmp.api.schema.SimilarNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a test declares, and checks it where a schema is known. Each fault is thrown at the line that has it. */
final class Declarations {
    private final WireCodec codec;
    private final Binder binder;
    private volatile @Nullable Schema schema;

    /**
     * Makes the declarations of one fake.
     *
     * @param codec parses texts
     * @param schema what is declared must fit it; {@code null} if nothing is checked
     */
    Declarations(WireCodec codec, @Nullable Schema schema) {
        this.codec = codec;
        this.binder = codec.newBinder(CompatPolicy.ACCEPT);
        this.schema = schema;
    }

    /** Checks what is declared from now on against another schema. */
    void check(@Nullable Schema other) {
        schema = other;
    }

    Call call(String command) {
        Schema known = schema;
        if (known != null) {
            has(known, command);
        }
        return new Call(command, null);
    }

    Call call(String command, QmpObject arguments) {
        Schema known = schema;
        if (known != null) {
            has(known, command);
            refuse(command, known.checkArguments(command, arguments));
        }
        return new Call(command, arguments);
    }

    private static void has(Schema known, String command) {
        if (known.command(command).isEmpty()) {
            List<String> commands = known.entities().stream()
                    .filter(SchemaInfo.Command.class::isInstance)
                    .map(SchemaInfo::name)
                    .toList();
            throw new IllegalArgumentException("the schema has no command '" + command + "'"
                    + SimilarNames.of(command, commands).stream()
                            .findFirst()
                            .map(nearest -> ", but '" + nearest + "'")
                            .orElse(""));
        }
    }

    Call call(Command<?> command) {
        return call(binding(command), command);
    }

    private <C extends Command<R>, R> Call call(CommandBinding<C, R> binding, Command<?> command) {
        return call(binding.name(), binding.writeArguments(binding.type().cast(command)));
    }

    QmpValue result(String command, QmpValue result) {
        Schema known = schema;
        if (known != null) {
            refuse("result of " + command, known.checkResult(command, result));
        }
        return result;
    }

    <R> QmpValue result(Command<R> command, R result) {
        return binding(command).writeResult(result);
    }

    /** {@return the event of a record} */
    Happening happening(EventData event) {
        return happening(event, event.getClass());
    }

    private <E extends EventData> Happening happening(EventData event, Class<E> type) {
        var binding = binder.event(type);
        return happening(binding.name(), binding.writeData(type.cast(event)));
    }

    Happening happening(String event, QmpObject data) {
        Schema known = schema;
        if (known != null) {
            refuse("event " + event, known.checkData(event, data));
        }
        return new Happening(event, data);
    }

    /** {@return the object that a text stands for} */
    QmpObject object(String text) {
        QmpValue value = value(text);
        if (value instanceof QmpObject object) {
            return object;
        }
        throw new IllegalArgumentException("must be a JSON object: " + text);
    }

    /** {@return the value that a text stands for} */
    QmpValue value(String text) {
        try {
            return codec.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no JSON: " + text + " (" + e.getMessage() + ")", e);
        }
    }

    @SuppressWarnings("unchecked") // the class of a command is the type of that command
    private <C extends Command<R>, R> CommandBinding<C, R> binding(Command<R> command) {
        return binder.command((Class<C>) command.getClass());
    }

    private static void refuse(String what, List<SchemaViolation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(what + ": "
                    + violations.stream().map(SchemaViolation::toString).collect(Collectors.joining("; ")));
        }
    }
}
