package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Absence;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes enumerations. */
final class EnumWriter {
    private final Vocabulary vocabulary;

    EnumWriter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    SourceFile write(Type.Enumeration enumeration) {
        String name = vocabulary.names.type(enumeration.key());
        SourceFile file = new SourceFile(vocabulary.settings.types(), name, Set.of());
        List<String> doc = new ArrayList<>(List.of(new Origin(vocabulary).of(enumeration.key())));
        doc.addAll(Javadoc.sentences(vocabulary.javadoc.notes(enumeration.features(), Absence.NONE)));
        Javadoc.write(file, doc, vocabulary.tags());
        vocabulary
                .published(Vocabulary.marks(enumeration.features(), Absence.NONE))
                .forEach(mark -> file.line(mark.text(file)));
        file.open("public enum " + name + " {");
        UnaryOperator<String> constants = Identifiers.constants(
                enumeration.values().stream().map(Type.Value::name).toList());
        for (int i = 0; i < enumeration.values().size(); i++) {
            Type.Value value = enumeration.values().get(i);
            constant(
                    file,
                    value,
                    constants.apply(value.name()),
                    i == enumeration.values().size() - 1);
        }
        file.close();
        return file;
    }

    private void constant(SourceFile file, Type.Value value, String name, boolean last) {
        List<String> doc = new ArrayList<>(List.of(Javadoc.code(value.name())));
        doc.addAll(vocabulary.javadoc.notes(value.features(), value.absence()));
        Javadoc.write(file, List.of(String.join("; ", doc)), List.of());
        if (!name.toLowerCase(Locale.ROOT).replace('_', '-').equals(value.name())) {
            file.line(Mark.of("type.WireName", value.name()).text(file));
        }
        Vocabulary.marks(value.features(), value.absence()).forEach(mark -> file.line(mark.text(file)));
        file.line(name + (last ? "" : ","));
    }
}
