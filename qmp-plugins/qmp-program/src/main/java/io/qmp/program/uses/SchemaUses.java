package io.qmp.program.uses;

import io.qmp.api.Experimental;
import io.qmp.api.schema.SchemaChange;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program uses of a server: commands, events and members of them. Read from lines, each of which is
 *
 * <ul>
 *   <li>a name: {@code migrate} for a command or an event with all that belongs to it, {@code migrate.uri} for one
 *       member of it;
 *   <li>a message as JSON: a request stands for its command, the arguments it has and their values, and the result; an
 *       event for all of it;
 *   <li>a line of a transcript, for the message in it;
 *   <li>empty, or a comment behind {@code #}.
 * </ul>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SchemaUses {
    private final Map<String, Use> uses = new LinkedHashMap<>();

    private SchemaUses() {}

    /**
     * A difference, and what it touches.
     *
     * @param change the difference
     * @param uses what is used, as it was written or, of requests, as {@code COMMAND.MEMBER}
     */
    public record Touched(SchemaChange change, List<String> uses) {}

    /**
     * {@return the uses that lines stand for}
     *
     * @param lines of a file
     * @param codec reads JSON
     * @throws IllegalArgumentException if a line is of no such form; the message has its number
     */
    public static SchemaUses read(List<String> lines, WireCodec codec) {
        SchemaUses uses = new SchemaUses();
        int number = 0;
        for (String line : lines) {
            number++;
            try {
                uses.line(line.strip(), codec);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return uses;
    }

    /** {@return the differences that touch something which is used, in their order} */
    public List<Touched> touchedBy(List<SchemaChange> changes) {
        List<Touched> touched = new ArrayList<>();
        for (SchemaChange change : changes) {
            List<String> names = uses.values().stream()
                    .filter(use -> use.isTouchedBy(change))
                    .map(Use::text)
                    .distinct()
                    .toList();
            if (!names.isEmpty()) {
                touched.add(new Touched(change, names));
            }
        }
        return touched;
    }

    private void line(String line, WireCodec codec) {
        if (line.startsWith("{")) {
            if (codec.parse(line) instanceof QmpObject object) {
                message(object.object("m").orElse(object));
            }
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            name(line.split("#", 2)[0].strip());
        }
    }

    private void name(String text) {
        List<String> parts = List.of(text.replaceAll("\\[[0-9]*]", "").split("\\."));
        if (!text.matches("[\\w.\\[\\]-]+") || parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("'" + text + "' is neither a name nor a message");
        }
        add(new Use(text, parts.get(0), "", parts.subList(1, parts.size()), Optional.empty()));
    }

    private void message(QmpObject message) {
        message.string("event").ifPresent(this::name);
        message.string("execute").or(() -> message.string("exec-oob")).ifPresent(command -> {
            add(new Use(command, command, "arg", List.of(), Optional.empty()));
            add(new Use(command, command, "ret", List.of(), Optional.empty()));
            message.object("arguments").ifPresent(given -> members(command, List.of(), given));
        });
    }

    private void members(String command, List<String> names, QmpValue value) {
        if (value instanceof QmpObject object) {
            object.members().forEach((name, member) -> {
                List<String> more = new ArrayList<>(names);
                more.add(name);
                members(command, more, member);
            });
        } else if (value instanceof QmpArray array) {
            array.elements().forEach(element -> members(command, names, element));
        }
        if (!names.isEmpty()) {
            Optional<String> given = value instanceof QmpString text ? Optional.of(text.value()) : Optional.empty();
            add(new Use(command + "." + String.join(".", names), command, "arg", names, given));
        }
    }

    private void add(Use use) {
        uses.putIfAbsent(use.toString(), use);
    }
}
