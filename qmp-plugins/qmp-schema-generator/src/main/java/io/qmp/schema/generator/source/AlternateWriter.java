package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Absence;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Uses;
import io.qmp.schema.generator.naming.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an alternate: a sealed interface with a record inside of it, and a static method, for each branch. */
final class AlternateWriter {
    private final Vocabulary vocabulary;
    private final Type.Alternate alternate;
    private final String name;
    private final SourceFile file;

    AlternateWriter(Vocabulary vocabulary, Type.Alternate alternate) {
        this.vocabulary = vocabulary;
        this.alternate = alternate;
        this.name = vocabulary.names.type(alternate.key());
        this.file = new SourceFile(
                vocabulary.settings.types(),
                name,
                alternate.branches().stream().map(this::record).collect(Collectors.toSet()));
    }

    SourceFile write() {
        List<String> doc = new ArrayList<>(List.of(new Origin(vocabulary).of(alternate.key())));
        doc.addAll(Javadoc.sentences(vocabulary.javadoc.notes(alternate.features(), Absence.NONE)));
        Javadoc.write(file, doc, vocabulary.tags());
        List<Mark> marks = new ArrayList<>(List.of(vocabulary.alternate(alternate)));
        marks.addAll(Vocabulary.marks(alternate.features(), Absence.NONE));
        vocabulary.published(marks).forEach(mark -> file.line(mark.text(file)));
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
        return vocabulary.names.alternateBranch(alternate.key(), Uses.branchKind(vocabulary.program.type(branch)));
    }

    private static boolean isNull(String branch) {
        return branch.equals("null");
    }

    private String doc(String branch) {
        return isNull(branch) ? "The JSON value {@code null}." : "A value of one of the types.";
    }

    private List<Component> components(String branch) {
        return isNull(branch)
                ? List.of()
                : List.of(new Component(
                        "value",
                        vocabulary.type(branch, vocabulary.isOpen(alternate.key())),
                        false,
                        List.of(),
                        "the value"));
    }

    /** Methods whose parameters tell them apart have one name. */
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
