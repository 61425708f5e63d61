package io.qmp.schema.generator.source;

import io.qmp.api.type.IntegerType;
import io.qmp.api.type.WireNaming;
import io.qmp.schema.generator.model.Absence;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Program;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Identifiers;
import io.qmp.schema.generator.naming.Layout;
import io.qmp.schema.generator.naming.Names;
import io.qmp.schema.generator.naming.Uses;
import io.qmp.schema.generator.naming.Words;
import io.qmp.schema.generator.source.JavaType.ListOf;
import io.qmp.schema.generator.source.JavaType.OpenEnum;
import io.qmp.schema.generator.source.JavaType.Primitive;
import io.qmp.schema.generator.source.JavaType.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says a program's types and members in the words of {@link io.qmp.api.type}. */
final class Vocabulary {
    private static final Map<String, JavaType> BUILTINS = Map.of(
            "str",
            new Reference("java.lang.String"),
            "int",
            Primitive.LONG,
            "number",
            Primitive.DOUBLE,
            "bool",
            Primitive.BOOLEAN,
            "null",
            new Reference("io.qmp.api.value.QmpNull"),
            "any",
            new Reference("io.qmp.api.value.QmpValue"));

    final Program program;
    final Uses uses;
    final Layout layout;
    final Names names;
    final Facts facts;
    final Settings settings;
    final Javadoc javadoc;
    /** The integer types of members, by the key of the owner, a slash and the member. */
    private final Map<String, IntegerType> integers = new HashMap<>();
    /** Members, written so, that versions lack which are older than all that are merged. */
    private final Set<String> newer = new HashSet<>();
    /** What error texts call alternates, by their keys. */
    private final Map<String, String> alternates = new HashMap<>();

    Vocabulary(Program program, Uses uses, Layout layout, Names names, Facts facts, Settings settings) {
        this.program = program;
        this.uses = uses;
        this.layout = layout;
        this.names = names;
        this.facts = facts;
        this.settings = settings;
        this.javadoc = new Javadoc(settings.program());
        facts.integers().forEach((path, type) -> member(path).ifPresent(member -> integers.put(member, type)));
        facts.newer().forEach(path -> member(path).ifPresent(newer::add));
        facts.alternates()
                .forEach((path, name) -> uses.at(path)
                        .ifPresent(
                                key -> alternates.put(program.elementType(key).key(), name)));
    }

    /** The member that a path leads to: its owner's key, and its name. */
    private Optional<String> member(String path) {
        int slash = path.lastIndexOf('/');
        return uses.at(path.substring(0, slash)).map(owner -> owner + path.substring(slash));
    }

    /** {@return the annotation of an alternate} */
    Mark alternate(Type.Alternate alternate) {
        String called = alternates.get(alternate.key());
        return called == null ? Mark.of("type.Alternate") : Mark.of("type.Alternate", called);
    }

    /** {@return a type that has a Java type of its own} */
    Reference own(String key) {
        return new Reference(settings.types() + "." + names.type(key));
    }

    /** {@return the type of a value of that type; {@code open} where a peer may have sent it} */
    JavaType type(String key, boolean open) {
        return type(key, open, null);
    }

    private JavaType type(String key, boolean open, @Nullable IntegerType width) {
        Type type = program.type(key);
        if (type instanceof Type.Builtin) {
            JavaType builtin = BUILTINS.get(key);
            if (builtin == null) {
                throw new IllegalArgumentException("there is no builtin type '" + key + "'");
            }
            return builtin == Primitive.LONG && width != null ? new Primitive("long", "Long", width) : builtin;
        } else if (type instanceof Type.Array array) {
            return new ListOf(type(array.element(), open, width));
        } else if (!layout.isOwn(key)) {
            return new Reference("io.qmp.api.type.Nothing");
        }
        return open && type instanceof Type.Enumeration ? new OpenEnum(own(key)) : own(key);
    }

    /** {@return whether peers may send what is in a type, so that it may have values that are not known} */
    boolean isOpen(String key) {
        return uses.isReceived(key);
    }

    /**
     * {@return the components for some members}
     *
     * @param members the members and the keys of their owners
     * @param open whether peers may send them
     */
    List<Component> components(List<Owned> members, boolean open) {
        UnaryOperator<String> componentNames = Identifiers.components(
                members.stream().map(owned -> owned.member().name()).toList());
        return members.stream()
                .map(owned ->
                        component(owned, componentNames.apply(owned.member().name()), open))
                .toList();
    }

    /**
     * A member and where it is from.
     *
     * @param owner the key of the object type that has it
     * @param member the member
     */
    record Owned(String owner, Type.Member member) {
        static List<Owned> of(Type.ObjectType object) {
            return object.members().stream()
                    .map(member -> new Owned(object.key(), member))
                    .toList();
        }
    }

    private Component component(Owned owned, String name, boolean open) {
        Type.Member member = owned.member();
        Absence absence = member.absence();
        String at = owned.owner() + "/" + member.name();
        boolean mayLack = open && (absence.newer() || newer.contains(at));
        List<Mark> marks = new ArrayList<>();
        if (!WireNaming.member(name).equals(member.name())) {
            marks.add(Mark.of("type.WireName", member.name()));
        }
        if (mayLack && !member.optional()) {
            marks.add(Mark.NEWER);
        }
        marks.addAll(marks(member.features(), absence));
        List<String> doc = new ArrayList<>(List.of(Javadoc.code(member.name())));
        if (member.optional()) {
            doc.add("optional");
        }
        doc.addAll(javadoc.notes(member.features(), absence));
        if (newer.contains(at)) {
            doc.add("not in older versions");
        }
        IntegerType width = integers.get(at);
        return new Component(
                name, type(member.type(), open, width), member.optional() || mayLack, marks, String.join("; ", doc));
    }

    /**
     * {@return a component whose members stand in its owner}
     *
     * @param key the type of the component
     * @param doc what it is
     */
    Component inline(String key, String doc) {
        Reference type = own(key);
        List<String> words = Words.of(names.type(key)).list();
        return new Component(Identifiers.method(words.get(words.size() - 1)), type, false, List.of(Mark.INLINE), doc);
    }

    /** {@return the component for members that are not declared} */
    static Component undeclared(String name, String doc) {
        return new Component(name, new Reference("io.qmp.api.value.QmpObject"), false, List.of(Mark.REST), doc);
    }

    /** {@return the annotations for features and absence} */
    static List<Mark> marks(List<String> features, Absence absence) {
        List<Mark> marks = new ArrayList<>();
        List<String> others = new ArrayList<>(features);
        if (others.remove("deprecated")) {
            marks.add(Mark.DEPRECATED);
        }
        if (others.remove("unstable")) {
            marks.add(Mark.UNSTABLE);
        }
        if (!others.isEmpty()) {
            marks.add(Mark.of("type.Features", others));
        }
        if (absence.former()) {
            marks.add(Mark.FORMER);
        }
        return marks;
    }

    /** {@return the annotations that a top-level type has besides those given} */
    List<Mark> published(List<Mark> others) {
        List<Mark> marks = new ArrayList<>();
        if (settings.since() != null) {
            marks.add(new Mark("io.qmp.api.Experimental", "since = " + Mark.quoted(settings.since())));
        }
        marks.addAll(others);
        return marks;
    }

    /** {@return tags of a top-level type's Javadoc} */
    List<String> tags() {
        return settings.since() == null ? List.of() : List.of("@since " + settings.since());
    }

    /** {@return the tag of a union as an expression of its type} */
    String constant(SourceFile file, Type.ObjectType union, String value) {
        Type.Enumeration tag = tagType(union);
        String constant = file.mention(own(tag.key()).qualified()) + "."
                + Identifiers.constants(
                                tag.values().stream().map(Type.Value::name).toList())
                        .apply(value);
        return isOpen(union.key()) ? file.mention("io.qmp.api.type.Open") + ".of(" + constant + ")" : constant;
    }

    /** Marks what mentions a value of a union's tag so that javac does not warn if the value is deprecated. */
    void suppressDeprecation(SourceFile file, Type.ObjectType union, String value) {
        if (tagType(union).values().stream()
                .anyMatch(
                        other -> other.name().equals(value) && other.features().contains("deprecated"))) {
            file.line("@SuppressWarnings(\"deprecation\") // the value is");
        }
    }

    /** {@return the type of a union's tag} */
    Type.Enumeration tagType(Type.ObjectType union) {
        String tag = Objects.requireNonNull(union.tag(), union.key());
        return (Type.Enumeration) program.type(union.member(tag).type());
    }
}
