package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Layout.Branch;
import io.qmp.schema.generator.source.TypeMapper.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the records of a union: one for each branch, and one for cases that the types do not know. */
final class CaseWriter {
    private final TypeMapper mapper;
    private final Type.ObjectType union;
    private final boolean open;
    private final int tagPosition;
    private final List<Component> base;

    CaseWriter(TypeMapper mapper, Type.ObjectType union, String tag) {
        this.mapper = mapper;
        this.union = union;
        this.open = mapper.isOpen(union.key());
        this.tagPosition = union.members().indexOf(union.member(tag));
        this.base = mapper.components(Owned.of(union), open);
    }

    SourceFile write(Branch branch) {
        boolean single = branch.values().size() == 1 && !branch.type().isEmpty();
        SourceFile file = file(mapper.names.branch(union.key(), branch));
        List<AnnotationSpec> annotations = new ArrayList<>(List.of(AnnotationSpec.of("type.Case", branch.values())));
        if (!branch.type().isEmpty() && !mapper.layout.isOwn(branch.type())) {
            annotations.addAll(
                    TypeMapper.annotations(mapper.program.object(branch.type()).features(), Availability.ALWAYS));
        }
        RecordShape shape = new RecordShape(
                mapper.names.branch(union.key(), branch),
                List.of(doc(branch)),
                mapper.published(annotations),
                components(branch, single),
                mapper.names.type(union.key()),
                body -> {
                    if (single) {
                        tagMethod(file, branch.values().get(0));
                    }
                },
                true);
        RecordWriter.write(file, shape, mapper.tags());
        return file;
    }

    /** The members of the union, without the tag if it has one value only, and those of the branch. */
    private List<Component> components(Branch branch, boolean single) {
        boolean inline = !branch.type().isEmpty() && mapper.layout.isOwn(branch.type());
        List<Owned> members = new ArrayList<>(Owned.of(union));
        if (!branch.type().isEmpty() && !inline) {
            members.addAll(Owned.of(mapper.program.object(branch.type())));
        }
        List<Component> components = new ArrayList<>(mapper.components(members, open));
        if (single) {
            components.remove(tagPosition);
        } else {
            components.set(tagPosition, components.get(tagPosition).mandatory());
        }
        if (inline) {
            components.add(mapper.inline(branch.type(), "the members of this case"));
        }
        return components;
    }

    private String doc(Branch branch) {
        String values = Javadoc.code(String.join(", ", branch.values()));
        String of = " of {@link " + mapper.names.type(union.key()) + "}";
        if (branch.type().isEmpty()) {
            return "The cases" + of + " without members of their own: " + values + ".";
        }
        return (branch.values().size() == 1 ? "The case " : "The cases ") + values + of + ".";
    }

    private void tagMethod(SourceFile file, String value) {
        Component tag = base.get(tagPosition);
        file.gap();
        file.line(AnnotationSpec.OVERRIDE.text(file));
        mapper.suppressDeprecation(file, union, value);
        file.open("public " + tag.typeText(file) + " " + tag.name() + "() {");
        file.line("return " + mapper.constant(file, union, value) + ";");
        file.close();
    }

    /** Writes the record for cases that a newer peer may send. */
    SourceFile writeUnknown() {
        String name = mapper.names.unknownCase(union.key());
        List<Component> components = new ArrayList<>(base);
        components.add(TypeMapper.undeclared("rest", "all other members"));
        RecordShape shape = new RecordShape(
                name,
                List.of("A case of {@link " + mapper.names.type(union.key()) + "} that these types do not know."),
                mapper.published(List.of()),
                components,
                mapper.names.type(union.key()),
                body -> {},
                false);
        SourceFile file = file(name);
        RecordWriter.write(file, shape, mapper.tags());
        return file;
    }

    private SourceFile file(String type) {
        return new SourceFile(mapper.settings.types(), type, Set.of());
    }
}
