package io.qmp.schema.generator.naming;

import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.SchemaPath;
import io.qmp.api.type.Feature;
import io.qmp.schema.generator.model.Entity;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Index of the {@linkplain SchemaPath paths} at which each type is used. Paths identify types across versions. */
public final class TypeUsages {
    /** The kinds of uses. */
    public enum Kind {
        /** The arguments of a command. */
        ARGUMENTS,
        /** The result of a command. */
        RESULT,
        /** The data of an event. */
        DATA,
        /** A member of an object. */
        MEMBER,
        /** What a union has for a value of its tag. */
        VARIANT,
        /** A branch of an alternate. */
        BRANCH;

        /** {@return whether the type is used by a command or an event directly} */
        public boolean isRoot() {
            return this == ARGUMENTS || this == RESULT || this == DATA;
        }
    }

    /**
     * One use of a type.
     *
     * @param kind the kind of use
     * @param path the path to the type
     * @param owner the name of the command or event, or else the key of the type that refers to it
     * @param name the name of command, event or member, the value, or the kind of the branch
     * @param many whether it is in an array
     */
    public record Use(Kind kind, SchemaPath path, String owner, String name, boolean many) {}

    private final MergedProgram program;
    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private final Map<String, String> byPath = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> received = new HashSet<>();

    /** Follows all paths through a program. */
    public TypeUsages(MergedProgram program) {
        this.program = program;
        Deque<String> next = new ArrayDeque<>();
        roots(program).forEach(entity -> {
            if (entity instanceof Entity.Command command) {
                SchemaPath arguments = SchemaPath.arguments(command.name());
                add(root(Kind.ARGUMENTS, arguments, command.name()), command.arguments(), next);
                add(root(Kind.RESULT, SchemaPath.result(command.name()), command.name()), command.result(), next);
            } else if (entity instanceof Entity.Event event) {
                add(root(Kind.DATA, SchemaPath.data(event.name()), event.name()), event.data(), next);
            }
        });
        while (!next.isEmpty()) {
            String key = next.remove();
            edges(key).forEach(edge -> add(edge.use(of(key).get(0).path()), edge.type(), next));
        }
        program.commands().forEach(command -> {
            reach(command.arguments(), sent);
            reach(command.result(), received);
        });
        program.events().forEach(event -> reach(event.data(), received));
    }

    /** Commands and events in the order in which they are named: the most stable first. */
    private static Stream<Entity> roots(MergedProgram program) {
        Stream<Entity> all = Stream.concat(program.commands().stream(), program.events().stream());
        return all.sorted(Comparator.comparing(TypeUsages::rank)
                .thenComparing(entity -> entity.name().toLowerCase(Locale.ROOT))
                .thenComparing(Entity::name));
    }

    private static int rank(Entity entity) {
        if (entity.availability().former()) {
            return 3;
        } else if (entity.name().startsWith("x-") || entity.features().contains(Feature.UNSTABLE)) {
            return 2;
        }
        return entity.features().contains(Feature.DEPRECATED) ? 1 : 0;
    }

    private record Edge(Kind kind, String owner, String name, String type) {
        Use use(SchemaPath ownerPath) {
            return new Use(kind, path(ownerPath), owner, name, false);
        }

        SchemaPath path(SchemaPath ownerPath) {
            return switch (kind) {
                case VARIANT -> ownerPath.variant(name);
                case BRANCH -> ownerPath.branch(JsonType.ofWord(name));
                default -> ownerPath.member(name);
            };
        }
    }

    private Stream<Edge> edges(String key) {
        Type type = program.type(key);
        if (type instanceof Type.ObjectType object) {
            return Stream.concat(
                    object.members().stream().map(member -> new Edge(Kind.MEMBER, key, member.name(), member.type())),
                    object.variants().stream()
                            .map(variant -> new Edge(Kind.VARIANT, key, variant.value(), variant.type())));
        } else if (type instanceof Type.Alternate alternate) {
            return alternate.branches().stream()
                    .map(branch -> new Edge(
                            Kind.BRANCH, key, branchKind(program.type(branch)).word(), branch));
        }
        return Stream.of();
    }

    /** {@return the kind of the values of a branch of an alternate} */
    public static JsonType branchKind(Type type) {
        if (type instanceof Type.Builtin builtin) {
            return JsonType.ofWord(builtin.key());
        } else if (type instanceof Type.Enumeration) {
            return JsonType.STRING;
        }
        return type instanceof Type.Array ? JsonType.ARRAY : JsonType.OBJECT;
    }

    private static Use root(Kind kind, SchemaPath path, String name) {
        return new Use(kind, path, name, name, false);
    }

    private void add(Use use, String type, Deque<String> next) {
        boolean many = program.type(type) instanceof Type.Array;
        String key = program.elementType(type).key();
        byPath.put(use.path().text(), key);
        List<Use> known = uses.computeIfAbsent(key, first -> {
            next.add(first);
            return new ArrayList<>();
        });
        known.add(new Use(use.kind(), use.path(), use.owner(), use.name(), many));
    }

    private void reach(String type, Set<String> reached) {
        String key = program.elementType(type).key();
        if (reached.add(key)) {
            edges(key).forEach(edge -> reach(edge.type(), reached));
        }
    }

    /** {@return the keys of all used types without arrays, in the order of their shortest paths} */
    public List<String> types() {
        return List.copyOf(uses.keySet());
    }

    /** {@return the uses of a type, the one with the shortest path first} */
    public List<Use> of(String key) {
        return uses.getOrDefault(key, List.of());
    }

    /** {@return the shortest path to a type} */
    public String path(String key) {
        return of(key).get(0).path().text();
    }

    /** {@return the key of the type at a path; for an array that of its elements} */
    public Optional<String> at(String path) {
        return Optional.ofNullable(byPath.get(path)).or(() -> follow(new SchemaPath(path)));
    }

    /** The index has one path to each use of a type; other paths lead through types that have a shorter path. */
    private Optional<String> follow(SchemaPath path) {
        return path.owner()
                .flatMap(ownerPath -> at(ownerPath.text())
                        .flatMap(owner -> edges(owner)
                                .filter(edge -> edge.path(ownerPath).equals(path))
                                .map(edge -> program.elementType(edge.type()).key())
                                .findFirst()));
    }

    /** {@return whether commands take values of the type} */
    public boolean isSent(String key) {
        return sent.contains(key);
    }

    /** {@return whether results or events hold values of the type} */
    public boolean isReceived(String key) {
        return received.contains(key);
    }
}
