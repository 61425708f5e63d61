package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaTypes;
import io.qmp.api.value.QmpObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that a line gives to its command.
 *
 * @param values the arguments; what is among the problems may be missing
 * @param problems why the line cannot be sent; empty if it can be
 * @since 0.1
 */
@Experimental(since = "0.1")
public record LineArguments(QmpObject values, List<Problem> problems) {
    public LineArguments {
        problems = List.copyOf(problems);
    }

    /**
     * {@return the arguments of a line whose peer is not known} A value is JSON where it can be, else a string.
     *
     * @param line the line
     */
    public static LineArguments read(ShellLine line) {
        return read(line, null, Optional.empty());
    }

    /**
     * {@return the arguments of a line} The type of an argument says what its value is: a {@code str} stays a string,
     * whatever it looks like.
     *
     * @param line the line
     * @param schema the introspection of the peer
     */
    public static LineArguments read(ShellLine line, Schema schema) {
        return read(line, schema, ArgumentRoot.of(schema, line).map(ArgumentRoot::type));
    }

    private static LineArguments read(ShellLine line, @Nullable Schema schema, Optional<String> type) {
        List<Problem> problems = new ArrayList<>(line.problems());
        if (line.object().isPresent()) {
            return new LineArguments(line.object().get(), problems);
        }
        ArgumentTree tree = ArgumentTree.of(line.arguments(), problems);
        SchemaTypes types = schema == null ? null : new SchemaTypes(schema);
        TypedArguments typed =
                new TypedArguments(types, new Literals(line.syntax().codec()), problems);
        return new LineArguments(typed.object(tree, type), problems);
    }
}
