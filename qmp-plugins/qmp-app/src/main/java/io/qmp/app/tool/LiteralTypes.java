package io.qmp.app.tool;

import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads arguments by a peer's introspection: what looks like a number, a literal, an object or an array is a string
 * where the introspection takes a string and does not take that.
 */
final class LiteralTypes {
    private final Schema schema;
    private final String command;

    LiteralTypes(Schema schema, String command) {
        this.schema = schema;
        this.command = command;
    }

    /**
     * {@return the arguments that words stand for}
     *
     * @param words {@code key=value}, which have been read before
     * @param reader reads them
     */
    QmpObject read(List<String> words, Arguments reader) {
        Set<String> strings = new HashSet<>();
        for (String key : reader.literals(words)) {
            if (isWrong(key, reader.words(words, strings))) {
                strings.add(key);
                if (isWrong(key, reader.words(words, strings))) {
                    strings.remove(key);
                }
            }
        }
        return reader.words(words, strings);
    }

    private boolean isWrong(String key, QmpObject arguments) {
        String place = "arguments." + key;
        return schema.checkArguments(command, arguments).stream()
                .anyMatch(violation -> violation.path().equals(place)
                        || violation.path().startsWith(place + ".")
                        || violation.path().startsWith(place + "["));
    }
}
