package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Layout.Branch;
import io.qmp.schema.generator.source.TypeMapper.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a union: a sealed interface with the members of all cases, and a record for each branch.
 *
 * <p>Each record has a file of its own in the package of the interface: outside of named modules, all permitted
 * subtypes of a sealed type must be in one package.
 */
final class UnionWriter {
    private final TypeMapper mapper;
    private final Type.ObjectType union;
    private final String tag;
    private final boolean open;
    private final List<Branch> branches;

    UnionWriter(TypeMapper mapper, Type.ObjectType union) {
        this.mapper = mapper;
        this.union = union;
        this.tag = Objects.requireNonNull(union.tag(), union.key());
        this.open = mapper.isOpen(union.key());
        this.branches = mapper.layout.branches(union);
    }

    /** {@return the files of the interface and of its records} */
    List<SourceFile> write() {
        CaseWriter cases = new CaseWriter(mapper, union, tag);
        List<SourceFile> files = new ArrayList<>(List.of(sealedInterface()));
        branches.forEach(branch -> files.add(cases.write(branch)));
        if (open) {
            files.add(cases.writeUnknown());
        }
        return files;
    }

    private SourceFile sealedInterface() {
        String name = mapper.names.type(union.key());
        SourceFile file = new SourceFile(mapper.settings.types(), name, Set.of());
        List<String> doc = new ArrayList<>(List.of(new UsageDoc(mapper).of(union.key())));
        doc.addAll(Javadoc.sentences(mapper.javadoc.notes(union.features(), Availability.ALWAYS)));
        Javadoc.write(file, doc, mapper.tags());
        List<AnnotationSpec> annotations = new ArrayList<>(List.of(new AnnotationSpec(
                "io.qmp.api.type.Union",
                "tag = " + AnnotationSpec.quoted(tag) + ", type = "
                        + mapper.own(mapper.tagType(union).key()).text(file) + ".class")));
        annotations.addAll(TypeMapper.annotations(union.features(), Availability.ALWAYS));
        mapper.published(annotations).forEach(annotation -> file.line(annotation.text(file)));
        file.line("public sealed interface " + name);
        file.open("        permits " + String.join(", ", cases()) + " {");
        mapper.components(Owned.of(union), open).forEach(component -> accessor(file, component));
        branches.forEach(branch -> new FactoryWriter(mapper, file, union, branch).write());
        file.close();
        return file;
    }

    private List<String> cases() {
        List<String> cases = new ArrayList<>();
        branches.forEach(branch -> cases.add(mapper.names.branch(union.key(), branch)));
        if (open) {
            cases.add(mapper.names.unknownCase(union.key()));
        }
        return cases;
    }

    private static void accessor(SourceFile file, Component component) {
        file.gap();
        Javadoc.write(file, List.of("{@return " + component.doc() + "}"), List.of());
        if (component.annotations().contains(AnnotationSpec.DEPRECATED)) {
            file.line(AnnotationSpec.DEPRECATED.text(file));
        }
        file.line(component.typeText(file) + " " + component.name() + "();");
    }
}
