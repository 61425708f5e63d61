package io.qmp.schema.generator.source;

import io.qmp.api.type.Feature;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.WireNaming;
import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.JavaIdentifiers;
import io.qmp.schema.generator.naming.JavaNames;
import io.qmp.schema.generator.naming.Layout;
import io.qmp.schema.generator.naming.TypeUsages;
import io.qmp.schema.generator.naming.Words;
import io.qmp.schema.generator.source.JavaType.ListOf;
import io.qmp.schema.generator.source.JavaType.OpenEnum;
import io.qmp.schema.generator.source.JavaType.Primitive;
import io.qmp.schema.generator.source.JavaType.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Maps types and members to Java types and the annotations of {@link io.qmp.api.type}. */
final class TypeMapper {
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

    final MergedProgram program;
    final TypeUsages uses;
    final Layout layout;
    final JavaNames names;
    final Facts facts;
    final SourceSettings settings;
    final Javadoc javadoc;
    private final ResolvedFacts resolved;

    TypeMapper(SourcePlan plan, SourceSettings settings) {
        this.program = plan.program();
        this.uses = plan.uses();
        this.layout = plan.layout();
        this.names = plan.names();
        this.facts = plan.facts();
        this.settings = settings;
        this.javadoc = new Javadoc(settings.program());
        this.resolved = new ResolvedFacts(facts, program, uses);
    }

    /** {@return the annotation of an alternate} */
    AnnotationSpec alternate(Type.Alternate alternate) {
        String called = resolved.alternate(alternate.key());
        return called == null ? AnnotationSpec.of("type.Alternate") : AnnotationSpec.of("type.Alternate", called);
    }

    /** {@return the top-level Java type of a type that {@linkplain Layout#isOwn has one}} */
    Reference own(String key) {
        return new Reference(settings.types() + "." + names.type(key));
    }

    /**
     * {@return the Java type of values of a type; enumerations are {@code Open} if {@code open}, as where peers send
     * them}
     */
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

    /** {@return whether peers send values of a type, so that enumerations in it may have unknown values} */
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
        UnaryOperator<String> componentNames = JavaIdentifiers.components(
                members.stream().map(owned -> owned.member().name()).toList());
        return members.stream()
                .map(owned ->
                        component(owned, componentNames.apply(owned.member().name()), open))
                .toList();
    }

    /**
     * A member and its owner.
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
        Availability availability = member.availability();
        boolean absentBefore = resolved.isNewer(owned.owner(), member.name());
        boolean mayLack = open && (availability.newer() || member.onceOptional() || absentBefore);
        List<AnnotationSpec> annotations = new ArrayList<>();
        if (!WireNaming.member(name).equals(member.name())) {
            annotations.add(AnnotationSpec.of("type.WireName", member.name()));
        }
        if (mayLack && !member.optional()) {
            annotations.add(AnnotationSpec.NEWER);
        }
        annotations.addAll(annotations(member.features(), availability));
        IntegerType width = resolved.integer(owned.owner(), member.name());
        List<String> details = new ArrayList<>(List.of(WireTypeDoc.of(program, member.type(), width)));
        if (member.optional()) {
            details.add("optional");
        } else if (member.onceOptional()) {
            details.add("optional in older versions");
        }
        details.addAll(javadoc.notes(member.features(), availability));
        if (absentBefore) {
            details.add("absent from older versions");
        }
        return new Component(
                name,
                type(member.type(), open, width),
                member.optional() || mayLack,
                annotations,
                Javadoc.code(member.name()),
                String.join(", ", details));
    }

    /**
     * {@return a component whose members are members of the record on the wire}
     *
     * @param key the key of the component's type
     * @param doc the text of its {@code @param} tag
     */
    Component inline(String key, String doc) {
        Reference type = own(key);
        List<String> words = Words.of(names.type(key)).list();
        return new Component(
                JavaIdentifiers.method(words.get(words.size() - 1)),
                type,
                false,
                List.of(AnnotationSpec.INLINE),
                doc,
                "");
    }

    /** {@return the component for undeclared members} */
    static Component undeclared(String name, String doc) {
        return new Component(
                name, new Reference("io.qmp.api.value.QmpObject"), false, List.of(AnnotationSpec.REST), doc, "");
    }

    /** {@return the annotations for features, and for the versions that have an element} */
    static List<AnnotationSpec> annotations(List<String> features, Availability availability) {
        List<AnnotationSpec> annotations = new ArrayList<>();
        List<String> others = new ArrayList<>(features);
        if (others.remove(Feature.DEPRECATED)) {
            annotations.add(AnnotationSpec.DEPRECATED);
        }
        if (others.remove(Feature.UNSTABLE)) {
            annotations.add(AnnotationSpec.UNSTABLE);
        }
        if (!others.isEmpty()) {
            annotations.add(AnnotationSpec.of("type.Features", others));
        }
        if (!availability.equals(Availability.ALWAYS)) {
            annotations.add(AnnotationSpec.versions(availability));
        }
        return annotations;
    }

    /** {@return the annotations of a top-level type: its stability mark and those given} */
    List<AnnotationSpec> published(List<AnnotationSpec> others) {
        List<AnnotationSpec> annotations = new ArrayList<>();
        if (settings.since() != null) {
            annotations.add(new AnnotationSpec(
                    "io.qmp.api.Experimental", "since = " + AnnotationSpec.quoted(settings.since())));
        }
        annotations.addAll(others);
        return annotations;
    }

    /** {@return the block tags of a top-level type's Javadoc: a link to the reference manual, and the version} */
    List<String> tags() {
        List<String> tags = new ArrayList<>();
        if (settings.reference() != null) {
            tags.add("@see <a href=\"" + settings.reference() + "\">" + settings.program() + " reference manual</a>");
        }
        if (settings.since() != null) {
            tags.add("@since " + settings.since());
        }
        return tags;
    }

    /** {@return the tag of a union as an expression of its type} */
    String constant(SourceFile file, Type.ObjectType union, String value) {
        Type.Enumeration tag = tagType(union);
        String constant = file.mention(own(tag.key()).qualified()) + "."
                + JavaIdentifiers.constants(
                                tag.values().stream().map(Type.Value::name).toList())
                        .apply(value);
        return isOpen(union.key()) ? file.mention("io.qmp.api.type.Open") + ".of(" + constant + ")" : constant;
    }

    /** Suppresses the warning of javac for a deprecated value of a union's tag. */
    void suppressDeprecation(SourceFile file, Type.ObjectType union, String value) {
        if (tagType(union).values().stream()
                .anyMatch(
                        other -> other.name().equals(value) && other.features().contains(Feature.DEPRECATED))) {
            file.line("@SuppressWarnings(\"deprecation\") // of the value");
        }
    }

    /** {@return the type of a union's tag} */
    Type.Enumeration tagType(Type.ObjectType union) {
        String tag = Objects.requireNonNull(union.tag(), union.key());
        return (Type.Enumeration) program.type(union.member(tag).type());
    }
}
