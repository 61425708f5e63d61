package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaPath;
import io.qmp.api.schema.SchemaTypes;
import io.qmp.api.schema.SchemaVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what an introspection says of a command, an event or a place in its arguments.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Explanation {
    private final Schema schema;
    private final SchemaTypes types;
    private final List<String> lines = new ArrayList<>();

    private Explanation(Schema schema) {
        this.schema = schema;
        this.types = new SchemaTypes(schema);
    }

    /**
     * {@return lines about a command, an event or a place}
     *
     * @param schema the introspection
     * @param subject a command or an event; {@code COMMAND.a.b} for a place in its arguments, where {@code =VALUE} as a
     *     step leads to the members that a union has for a value of its tag; or a path of {@link SchemaPath}
     * @throws IllegalArgumentException if the introspection does not have it; the message says what is near
     */
    public static List<String> of(Schema schema, String subject) {
        Explanation explanation = new Explanation(schema);
        explanation.explain(subject);
        return explanation.lines;
    }

    private void explain(String subject) {
        int dot = subject.indexOf('.');
        Optional<SchemaInfo.Command> command = schema.command(subject);
        Optional<SchemaInfo.Event> event = schema.event(subject);
        if (command.isPresent()) {
            command(command.get());
        } else if (event.isPresent()) {
            lines.add("event " + event.get().name() + marks(event.get().features()));
            type(event.get().argType(), "data");
        } else if (subject.contains(":")) {
            place(subject, new SchemaPath(subject));
        } else if (dot > 0) {
            String name = subject.substring(0, dot);
            SchemaPath path = schema.event(name).isPresent() ? SchemaPath.data(name) : SchemaPath.arguments(name);
            place(subject, path(path, subject.substring(dot + 1)));
        } else {
            throw new IllegalArgumentException("there is no command or event '" + subject + "'" + near(subject));
        }
    }

    private SchemaPath path(SchemaPath from, String steps) {
        SchemaPath path = from;
        for (String step : steps.split("\\.")) {
            path = throughBranch(path).member(step);
        }
        return path;
    }

    /** {@return the path to the objects of an alternate, as keys lead into these} */
    private SchemaPath throughBranch(SchemaPath path) {
        SchemaPath branch = path.branch(JsonType.OBJECT);
        return schema.typeAt(branch).isPresent() ? branch : path;
    }

    private String near(String subject) {
        return Names.advice(
                subject,
                schema.entities().stream()
                        .filter(entity -> entity instanceof SchemaInfo.Command || entity instanceof SchemaInfo.Event)
                        .map(SchemaInfo::name)
                        .toList());
    }

    private void command(SchemaInfo.Command command) {
        String oob = Boolean.TRUE.equals(command.allowOob()) ? " (may be executed out of band)" : "";
        lines.add("command " + command.name() + marks(command.features()) + oob);
        type(command.argType(), "arguments");
        if (!isEmpty(command.retType())) {
            lines.add("returns " + types.kind(command.retType()));
            members(command.retType());
        }
    }

    private void place(String subject, SchemaPath path) {
        String type = schema.typeAt(path)
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + subject + "' in the introspection"
                        + path.owner().map(owner -> near(owner, path)).orElse("")));
        lines.add(subject + ": " + types.kind(type));
        members(type);
    }

    /** {@return what an object has instead of a member that it does not have} */
    private String near(SchemaPath owner, SchemaPath path) {
        String name = path.text().substring(owner.text().length() + 1);
        return schema.typeAt(owner)
                .map(types::element)
                .filter(ObjectType.class::isInstance)
                .map(type -> Names.advice(
                        name,
                        ((ObjectType) type)
                                .members().stream().map(ObjectMember::name).toList()))
                .orElse("");
    }

    private void type(String typeName, String heading) {
        lines.add(isEmpty(typeName) ? "no " + heading : heading);
        members(typeName);
    }

    private boolean isEmpty(String typeName) {
        return types.get(typeName) instanceof ObjectType object
                && object.members().isEmpty()
                && object.tag() == null;
    }

    private void members(String typeName) {
        parts(typeName).forEach(lines::add);
    }

    private Stream<String> parts(String typeName) {
        return types.element(typeName).accept(new Parts());
    }

    /** The lines about the parts of a type; none for a type without parts. */
    private final class Parts implements SchemaVisitor<Stream<String>> {
        @Override
        public Stream<String> object(ObjectType type) {
            Stream<String> members = type.members().stream().map(Explanation.this::member);
            return type.tag() == null
                    ? members
                    : Stream.concat(
                            members,
                            Stream.of("  and more, by the value of " + type.tag() + ": "
                                    + String.join(
                                            ", ", SchemaTypes.variants(type).keySet())));
        }

        @Override
        public Stream<String> enumeration(Enumeration type) {
            return SchemaTypes.values(type).entrySet().stream()
                    .map(value -> "  " + value.getKey() + marks(value.getValue()));
        }

        @Override
        public Stream<String> alternate(AlternateType type) {
            return types.branches(type).values().stream()
                    .flatMap(branch -> Stream.concat(Stream.of("  either " + types.kind(branch)), parts(branch)));
        }

        @Override
        public Stream<String> other(SchemaInfo entity) {
            return Stream.empty();
        }
    }

    private String member(ObjectMember member) {
        String line = "  " + member.name() + ": " + types.kind(member.type());
        String values = types.element(member.type()) instanceof Enumeration enumeration
                ? " (" + String.join(", ", SchemaTypes.values(enumeration).keySet()) + ")"
                : "";
        return line + values + (member.isOptional() ? ", optional" : "") + marks(member.features());
    }

    private static String marks(@Nullable List<String> features) {
        List<String> marks = SchemaTypes.features(features);
        return marks.isEmpty() ? "" : " [" + String.join(", ", marks) + "]";
    }
}
