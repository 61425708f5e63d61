package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.JavaIdentifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes enumerations. */
final class EnumWriter {
    private final TypeMapper mapper;

    EnumWriter(TypeMapper mapper) {
        this.mapper = mapper;
    }

    SourceFile write(Type.Enumeration enumeration) {
        String name = mapper.names.type(enumeration.key());
        SourceFile file = new SourceFile(mapper.settings.types(), name, Set.of());
        List<String> doc = new ArrayList<>(List.of(new UsageDoc(mapper).of(enumeration.key())));
        doc.addAll(Javadoc.sentences(mapper.javadoc.notes(enumeration.features(), Availability.ALWAYS)));
        Javadoc.write(file, doc, mapper.tags());
        mapper.published(TypeMapper.annotations(enumeration.features(), Availability.ALWAYS))
                .forEach(annotation -> file.line(annotation.text(file)));
        file.open("public enum " + name + " {");
        UnaryOperator<String> constants = JavaIdentifiers.constants(
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
        doc.addAll(mapper.javadoc.notes(value.features(), value.availability()));
        Javadoc.write(file, List.of(String.join(", ", doc)), List.of());
        if (!name.toLowerCase(Locale.ROOT).replace('_', '-').equals(value.name())) {
            file.line(AnnotationSpec.of("type.WireName", value.name()).text(file));
        }
        TypeMapper.annotations(value.features(), value.availability())
                .forEach(annotation -> file.line(annotation.text(file)));
        file.line(name + (last ? "" : ","));
    }
}
