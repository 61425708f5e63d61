package io.qmp.schema.generator.naming;

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

/**
 * Where types are used, which is all that tells them from one another from version to version.
 *
 * <p>A path reads {@code COMMAND:arg}, {@code COMMAND:ret} or {@code EVENT:data}, then {@code /MEMBER} for a member (levels of arrays are
 * skipped), {@code /=VALUE} for what a union has for a value of its tag, {@code /|KIND} for a branch of an alternate.
 */
public final class TypeUsages {
    /** As what a type is used. */
    public enum Kind {
        /** The arguments of a command. */
        ARGUMENTS("arg"),
        /** The result of a command. */
        RESULT("ret"),
        /** The data of an event. */
        DATA("data"),
        /** A member of an object. */
        MEMBER("/"),
        /** What a union has for a value of its tag. */
        VARIANT("/="),
        /** A branch of an alternate. */
        BRANCH("/|");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        public boolean isRoot() {
            return this == ARGUMENTS || this == RESULT || this == DATA;
        }
    }

    /**
     * One use of a type.
     *
     * @param kind as what
     * @param path the way to it
     * @param owner the name of the command or event, or else the key of the type that refers to it
     * @param name the name of command, event or member, the value, or the kind of the branch
     * @param many whether it is in an array
     */
    public record Use(Kind kind, String path, String owner, String name, boolean many) {}

    private final MergedProgram program;
    private final Map<String, List<Use>> uses = new LinkedHashMap<>();
    private final Map<String, String> byPath = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> received = new HashSet<>();

    /** Follows all ways through a program. */
    public TypeUsages(MergedProgram program) {
        this.program = program;
        Deque<String> next = new ArrayDeque<>();
        roots(program).forEach(entity -> {
            if (entity instanceof Entity.Command command) {
                root(Kind.ARGUMENTS, command.name(), command.arguments(), next);
                root(Kind.RESULT, command.name(), command.result(), next);
            } else if (entity instanceof Entity.Event event) {
                root(Kind.DATA, event.name(), event.data(), next);
            }
        });
        while (!next.isEmpty()) {
            String key = next.remove();
            edges(key).forEach(edge -> add(edge.use(path(key)), edge.type(), next));
        }
        program.commands().forEach(command -> {
            reach(command.arguments(), sent);
            reach(command.result(), received);
        });
        program.events().forEach(event -> reach(event.data(), received));
    }

    /** Commands and events in the order that names follow: what is to stay first. */
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
        Use use(String ownerPath) {
            return new Use(kind, ownerPath + kind.sign + name, owner, name, false);
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
                    .map(branch -> new Edge(Kind.BRANCH, key, branchKind(program.type(branch)), branch));
        }
        return Stream.of();
    }

    /** {@return the kind by which a path tells a branch of an alternate} */
    public static String branchKind(Type type) {
        if (type instanceof Type.Builtin builtin) {
            return builtin.key();
        } else if (type instanceof Type.Enumeration) {
            return "enum";
        } else if (type instanceof Type.Array) {
            return "array";
        }
        return "object";
    }

    private void root(Kind kind, String name, String type, Deque<String> next) {
        add(new Use(kind, name + ":" + kind.sign, name, name, false), type, next);
    }

    private void add(Use use, String type, Deque<String> next) {
        boolean many = program.type(type) instanceof Type.Array;
        String key = program.elementType(type).key();
        byPath.put(use.path(), key);
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

    /** {@return the keys of all types in use but arrays, in the order of the shortest ways to them} */
    public List<String> types() {
        return List.copyOf(uses.keySet());
    }

    /** {@return the uses of a type, the one with the shortest way first} */
    public List<Use> of(String key) {
        return uses.getOrDefault(key, List.of());
    }

    /** {@return the shortest way to a type} */
    public String path(String key) {
        return of(key).get(0).path();
    }

    /** {@return the key of the type that a way leads to, arrays skipped} */
    public Optional<String> at(String path) {
        return Optional.ofNullable(byPath.get(path)).or(() -> follow(path));
    }

    /** Ways through types that a shorter way leads to, too. */
    private Optional<String> follow(String path) {
        int end = path.lastIndexOf('/');
        if (end < 0) {
            return Optional.empty();
        }
        return at(path.substring(0, end))
                .flatMap(owner -> edges(owner)
                        .filter(edge -> (edge.kind().sign + edge.name()).equals(path.substring(end)))
                        .map(edge -> program.elementType(edge.type()).key())
                        .findFirst());
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
