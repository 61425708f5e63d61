package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.TypeUsages;
import io.qmp.schema.generator.naming.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an alternate: a sealed interface with a nested record and a static method for each branch. */
final class AlternateWriter {
    private final TypeMapper mapper;
    private final Type.Alternate alternate;
    private final String name;
    private final SourceFile file;

    AlternateWriter(TypeMapper mapper, Type.Alternate alternate) {
        this.mapper = mapper;
        this.alternate = alternate;
        this.name = mapper.names.type(alternate.key());
        this.file = new SourceFile(
                mapper.settings.types(),
                name,
                alternate.branches().stream().map(this::record).collect(Collectors.toSet()));
    }

    SourceFile write() {
        List<String> doc = new ArrayList<>(List.of(new UsageDoc(mapper).of(alternate.key())));
        doc.addAll(Javadoc.sentences(mapper.javadoc.notes(alternate.features(), Availability.ALWAYS)));
        Javadoc.write(file, doc, mapper.tags());
        List<AnnotationSpec> annotations = new ArrayList<>(List.of(mapper.alternate(alternate)));
        annotations.addAll(TypeMapper.annotations(alternate.features(), Availability.ALWAYS));
        mapper.published(annotations).forEach(annotation -> file.line(annotation.text(file)));
        file.open("public sealed interface " + name + " {");
        alternate.branches().forEach(this::factory);
        alternate.branches().forEach(branch -> {
            file.gap();
            RecordWriter.write(
                    file,
                    new RecordShape(
                            record(branch),
                            List.of(doc(branch)),
                            List.of(),
                            components(branch),
                            name,
                            body -> {},
                            false),
                    List.of());
        });
        file.close();
        return file;
    }

    private String record(String branch) {
        return mapper.names.alternateBranch(
                alternate.key(),
                TypeUsages.branchKind(mapper.program.type(branch)).word());
    }

    private static boolean isNull(String branch) {
        return branch.equals("null");
    }

    private String doc(String branch) {
        return isNull(branch)
                ? "The JSON value {@code null}."
                : "The branch whose values are of kind " + WireTypeDoc.of(mapper.program, branch, null) + ".";
    }

    private List<Component> components(String branch) {
        return isNull(branch)
                ? List.of()
                : List.of(new Component(
                        "value",
                        mapper.type(branch, mapper.isOpen(alternate.key())),
                        false,
                        List.of(),
                        "the value",
                        WireTypeDoc.of(mapper.program, branch, null)));
    }

    /** Branches without a name of their own share the name {@code of}, as their parameters differ. */
    private String method(String branch) {
        String record = record(branch);
        return record.startsWith("Of") && !isNull(branch)
                ? "of"
                : Words.of(record).lowerCamel();
    }

    private void factory(String branch) {
        List<Component> components = components(branch);
        String values = components.stream()
                .map(component -> RecordWriter.value(file, component))
                .collect(Collectors.joining());
        file.gap();
        file.line("/** {@return " + (isNull(branch) ? "the JSON value {@code null}" : "that value") + "} */");
        file.open("static " + name + " " + method(branch) + "(" + RecordWriter.parameters(file, components) + ") {");
        file.line("return new " + record(branch) + "(" + values + ");");
        file.close();
    }
}
