package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Absence;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Layout.Branch;
import io.qmp.schema.generator.source.Vocabulary.Owned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes a union: a sealed interface with what all cases have, and a record inside of it for each branch. */
final class UnionWriter {
    private static final String UNKNOWN = "Unknown";

    private final Vocabulary vocabulary;
    private final Type.ObjectType union;
    private final String tag;
    private final String name;
    private final boolean open;
    private final List<Branch> branches;
    private final List<Component> base;
    private final SourceFile file;

    UnionWriter(Vocabulary vocabulary, Type.ObjectType union) {
        this.vocabulary = vocabulary;
        this.union = union;
        this.tag = Objects.requireNonNull(union.tag(), union.key());
        this.name = vocabulary.names.type(union.key());
        this.open = vocabulary.isOpen(union.key());
        this.branches = vocabulary.layout.branches(union);
        this.base = vocabulary.components(Owned.of(union), open);
        Set<String> nested = new HashSet<>(Set.of(UNKNOWN));
        branches.forEach(branch -> nested.add(vocabulary.names.branch(union.key(), branch)));
        this.file = new SourceFile(vocabulary.settings.types(), name, nested);
    }

    SourceFile write() {
        List<String> doc = new ArrayList<>(List.of(new Origin(vocabulary).of(union.key())));
        doc.addAll(Javadoc.sentences(vocabulary.javadoc.notes(union.features(), Absence.NONE)));
        Javadoc.write(file, doc, vocabulary.tags());
        List<Mark> marks = new ArrayList<>(List.of(new Mark(
                "io.qmp.api.type.Union",
                "tag = " + Mark.quoted(tag) + ", type = "
                        + vocabulary.own(vocabulary.tagType(union).key()).text(file) + ".class")));
        marks.addAll(Vocabulary.marks(union.features(), Absence.NONE));
        vocabulary.published(marks).forEach(mark -> file.line(mark.text(file)));
        file.open("public sealed interface " + name + " {");
        base.forEach(this::accessor);
        branches.forEach(branch -> new FactoryWriter(vocabulary, file, union, branch).write());
        branches.forEach(branch -> {
            file.gap();
            RecordWriter.write(file, record(branch), List.of());
        });
        if (open) {
            file.gap();
            RecordWriter.write(file, unknown(), List.of());
        }
        file.close();
        return file;
    }

    private void accessor(Component component) {
        file.gap();
        Javadoc.write(file, List.of("{@return " + component.doc() + "}"), List.of());
        if (component.marks().contains(Mark.DEPRECATED)) {
            file.line(Mark.DEPRECATED.text(file));
        }
        file.line(component.typeText(file) + " " + component.name() + "();");
    }

    private RecordShape record(Branch branch) {
        boolean single = branch.values().size() == 1 && !branch.type().isEmpty();
        List<Owned> members = new ArrayList<>(Owned.of(union));
        List<Component> inline = List.of();
        List<Mark> marks = new ArrayList<>(List.of(Mark.of("type.Case", branch.values())));
        if (!branch.type().isEmpty()) {
            Type.ObjectType further = vocabulary.program.object(branch.type());
            if (vocabulary.layout.isOwn(branch.type())) {
                inline = List.of(vocabulary.inline(branch.type(), "the further members"));
            } else {
                members.addAll(Owned.of(further));
                marks.addAll(Vocabulary.marks(further.features(), Absence.NONE));
            }
        }
        List<Component> components = new ArrayList<>(vocabulary.components(members, open));
        if (single) {
            components.remove(tagPosition());
        } else {
            components.set(tagPosition(), components.get(tagPosition()).mandatory());
        }
        components.addAll(inline);
        return new RecordShape(
                vocabulary.names.branch(union.key(), branch),
                List.of(doc(branch)),
                marks,
                components,
                name,
                body -> {
                    if (single) {
                        tagMethod(branch.values().get(0));
                    }
                },
                true);
    }

    private int tagPosition() {
        return union.members().indexOf(union.member(tag));
    }

    private String doc(Branch branch) {
        String values = Javadoc.code(String.join(", ", branch.values()));
        if (branch.type().isEmpty()) {
            return "All cases that have nothing besides: " + values + ".";
        }
        return (branch.values().size() == 1 ? "The case " : "The cases ") + values + ".";
    }

    private RecordShape unknown() {
        List<Component> components = new ArrayList<>(base);
        components.add(Vocabulary.undeclared("rest", "what else it has"));
        return new RecordShape(
                UNKNOWN,
                List.of("A case that these types do not know."),
                List.of(),
                components,
                name,
                body -> {},
                false);
    }

    private void tagMethod(String value) {
        Component component = base.get(tagPosition());
        file.gap();
        file.line(Mark.OVERRIDE.text(file));
        vocabulary.suppressDeprecation(file, union, value);
        file.open("public " + component.typeText(file) + " " + component.name() + "() {");
        file.line("return " + vocabulary.constant(file, union, value) + ";");
        file.close();
    }
}
