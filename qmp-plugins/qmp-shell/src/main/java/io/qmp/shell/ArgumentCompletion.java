package io.qmp.shell;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.Builtin;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaTypes;
import io.qmp.api.schema.SchemaVisitor;
import io.qmp.shell.Completion.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Completes one {@code KEY=VALUE} of a line, by the other arguments of the line. */
final class ArgumentCompletion {
    private final SchemaTypes types;
    private final ValueSource live;
    private final ArgumentRoot root;
    private final ArgumentTree tree;
    private final Literals literals;
    private final TypedArguments typed;

    ArgumentCompletion(Schema schema, ValueSource live, ArgumentRoot root, ShellLine others) {
        this.types = new SchemaTypes(schema);
        this.live = live;
        this.root = root;
        this.tree = ArgumentTree.of(others.arguments(), new ArrayList<>());
        this.literals = new Literals(others.syntax().codec());
        this.typed = new TypedArguments(types, literals, new ArrayList<>());
    }

    /** An object or a value: its type, and what was typed for it. */
    private record Place(String type, ArgumentTree tree) {}

    Stream<Completion> completions(String word) {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals);
        if (equals >= 0) {
            return path(key).flatMap(this::follow).stream()
                    .flatMap(place -> values(place.type(), name(key), word.substring(equals + 1)))
                    .map(value -> new Completion(
                            key + "=" + value.text(), value.help(), Group.VALUE, value.deprecated(), value.unstable()));
        }
        String container = key.substring(0, key.lastIndexOf('.') + 1);
        Optional<List<Key>> path =
                container.isEmpty() ? Optional.of(List.of()) : path(container.substring(0, container.length() - 1));
        return path.flatMap(this::follow).stream().flatMap(place -> members(place, container));
    }

    private static Optional<List<Key>> path(String key) {
        return Keys.parse(new Word(key, 0), new ArrayList<>());
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    }

    private Optional<Place> follow(List<Key> path) {
        Place place = new Place(root.type(), tree);
        for (Key key : path) {
            ArgumentTree child = place.tree().find(key).orElseGet(ArgumentTree::new);
            Optional<String> type = key.isElement()
                    ? typed.elementType(place.type())
                    : Optional.ofNullable(typed.members(place.tree(), Optional.of(place.type()))
                                    .get(key.name()))
                            .map(ObjectMember::type);
            if (type.isEmpty() || child.leaf().isPresent()) {
                return Optional.empty();
            }
            place = new Place(type.get(), child);
        }
        return Optional.of(place);
    }

    private Stream<Completion> members(Place place, String container) {
        return typed.members(place.tree(), Optional.of(place.type())).values().stream()
                .flatMap(member -> {
                    ArgumentTree given =
                            place.tree().find(Key.member(member.name())).orElseGet(ArgumentTree::new);
                    return given.leaf().isPresent()
                            ? Stream.empty()
                            : ends(member.type(), given)
                                    .distinct()
                                    .map(end -> member(container + member.name() + end, member));
                });
    }

    private Completion member(String text, ObjectMember member) {
        return Completion.marked(
                text,
                types.kind(member.type()),
                member.isOptional() ? Group.OPTIONAL : Group.REQUIRED,
                SchemaTypes.features(member.features()));
    }

    /** {@return what follows the name of a member, by its type and what was typed for it} */
    private Stream<String> ends(String typeName, ArgumentTree given) {
        return types.get(typeName).accept(new Ends(given));
    }

    private final class Ends implements SchemaVisitor<Stream<String>> {
        private final ArgumentTree given;

        Ends(ArgumentTree given) {
            this.given = given;
        }

        @Override
        public Stream<String> alternate(AlternateType type) {
            return types.branches(type).values().stream().flatMap(branch -> ends(branch, given));
        }

        @Override
        public Stream<String> array(Array type) {
            return given.members().isEmpty() ? elements(type, given.elements()) : Stream.empty();
        }

        @Override
        public Stream<String> object(ObjectType type) {
            if (type.members().isEmpty() && type.tag() == null) {
                return isBegun() ? Stream.empty() : Stream.of("={}");
            }
            boolean more = given.elements().isEmpty()
                    && members(new Place(type.name(), given), "").findAny().isPresent();
            return more ? Stream.of(".") : Stream.empty();
        }

        @Override
        public Stream<String> other(SchemaInfo entity) {
            return isBegun() ? Stream.empty() : Stream.of("=");
        }

        private boolean isBegun() {
            return !given.members().isEmpty() || !given.elements().isEmpty();
        }
    }

    private Stream<String> elements(Array array, List<ArgumentTree> given) {
        int next = given.size();
        Stream<String> more = ends(array.elementType(), new ArgumentTree()).map(end -> "[" + next + "]" + end);
        if (next == 0 || given.get(next - 1).leaf().isPresent()) {
            return more;
        }
        return Stream.concat(
                ends(array.elementType(), given.get(next - 1)).map(end -> "[" + (next - 1) + "]" + end), more);
    }

    private Stream<Completion> values(String typeName, String name, String prefix) {
        return types.get(typeName).accept(new Values(name, prefix));
    }

    /** The values of a member. */
    private final class Values implements SchemaVisitor<Stream<Completion>> {
        private final String name;
        private final String prefix;

        Values(String name, String prefix) {
            this.name = name;
            this.prefix = prefix;
        }

        @Override
        public Stream<Completion> alternate(AlternateType type) {
            return types.branches(type).values().stream().flatMap(branch -> values(branch, name, prefix));
        }

        @Override
        public Stream<Completion> enumeration(Enumeration type) {
            return SchemaTypes.values(type).entrySet().stream()
                    .map(value -> Completion.marked(value.getKey(), "", Group.VALUE, value.getValue()));
        }

        @Override
        public Stream<Completion> builtin(Builtin type) {
            return switch (types.jsonType(type.name())) {
                case BOOLEAN -> Stream.of("true", "false").map(ArgumentCompletion::plain);
                case NULL -> Stream.of(plain("null"));
                case STRING ->
                    LiveValue.of(root.command(), name).stream()
                            .flatMap(wanted -> live.values(wanted, prefix).stream())
                            .map(literals::quote)
                            .map(ArgumentCompletion::plain);
                default -> Stream.empty();
            };
        }

        @Override
        public Stream<Completion> other(SchemaInfo entity) {
            return Stream.empty();
        }
    }

    private static Completion plain(String value) {
        return new Completion(value, "", Group.VALUE, false, false);
    }
}
