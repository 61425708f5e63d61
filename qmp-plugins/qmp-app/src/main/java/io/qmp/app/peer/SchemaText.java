package io.qmp.app.peer;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An introspection as text from which the part that one command needs is read quickly: a line for each entity, its name
 * before it.
 */
final class SchemaText {
    private static final String END = "\n.\n"; // so that half a file is known
    private static final List<String> REFERENCES = List.of("arg-type", "element-type", "type");

    private final String text;
    private final WireCodec codec;

    /**
     * Takes a text.
     *
     * @throws IllegalArgumentException if it is not complete
     */
    SchemaText(String text, WireCodec codec) {
        if (!text.endsWith(END)) {
            throw new IllegalArgumentException("the end is missing");
        }
        this.text = text;
        this.codec = codec;
    }

    /** {@return the text of an introspection} */
    static String of(QmpArray entities, WireCodec codec) {
        StringBuilder text = new StringBuilder();
        for (QmpValue entity : entities.elements()) {
            text.append('\n').append(name(entity)).append(' ').append(codec.format(entity, WireFormat.CLIENT));
        }
        return text.append(END).toString();
    }

    private static String name(QmpValue entity) {
        return entity instanceof QmpObject object ? object.string("name").orElse("") : "";
    }

    /**
     * {@return an introspection with a command and the types of its arguments; empty if there is no such command}
     *
     * @throws IllegalArgumentException if the text has no introspection
     */
    Optional<Schema> command(String name) {
        if (text.indexOf('\n' + name + ' ') < 0) {
            return Optional.empty();
        }
        List<QmpValue> entities = new ArrayList<>();
        Set<String> known = new HashSet<>(Set.of(name));
        Deque<String> wanted = new ArrayDeque<>(known);
        while (!wanted.isEmpty()) {
            QmpValue entity = entity(wanted.remove());
            entities.add(entity);
            references(entity, known, wanted);
        }
        Schema schema = codec.newBinder(CompatPolicy.ACCEPT).readSchema(new QmpArray(entities));
        if (schema.command(name).isEmpty()) {
            throw new IllegalArgumentException(name + " is no command");
        }
        return Optional.of(schema);
    }

    private QmpValue entity(String name) {
        String start = '\n' + name + ' ';
        int at = text.indexOf(start);
        if (at < 0) {
            throw new IllegalArgumentException("there is no " + name);
        }
        int from = at + start.length();
        return codec.parse(text.substring(from, text.indexOf('\n', from)));
    }

    /** Finds the names of the types that an entity is made of. */
    private static void references(QmpValue value, Set<String> known, Deque<String> wanted) {
        if (value instanceof QmpArray array) {
            array.elements().forEach(element -> references(element, known, wanted));
        } else if (value instanceof QmpObject object) {
            object.members().forEach((key, member) -> {
                if (member instanceof QmpString type && REFERENCES.contains(key)) {
                    if (known.add(type.value())) {
                        wanted.add(type.value());
                    }
                } else {
                    references(member, known, wanted);
                }
            });
        }
    }
}
