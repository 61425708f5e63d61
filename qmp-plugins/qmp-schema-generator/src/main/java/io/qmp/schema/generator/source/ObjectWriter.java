package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import io.qmp.schema.generator.model.Absence;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.source.Vocabulary.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes objects that are no unions. */
final class ObjectWriter {
    private final Vocabulary vocabulary;

    ObjectWriter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    SourceFile write(Type.ObjectType object) {
        SourceFile file = new SourceFile(vocabulary.settings.types(), vocabulary.names.type(object.key()), Set.of());
        RecordWriter.write(file, shape(object), vocabulary.tags());
        return file;
    }

    RecordShape shape(Type.ObjectType object) {
        List<String> doc = new ArrayList<>(List.of(new Origin(vocabulary).of(object.key())));
        doc.addAll(Javadoc.sentences(vocabulary.javadoc.notes(object.features(), Absence.NONE)));
        return new RecordShape(
                vocabulary.names.type(object.key()),
                doc,
                vocabulary.published(Vocabulary.marks(object.features(), Absence.NONE)),
                vocabulary.components(Owned.of(object), vocabulary.isOpen(object.key())),
                null,
                file -> {},
                true);
    }

    /** {@return an expression that makes an object of parameters for what must be given} */
    String made(SourceFile file, Type.ObjectType object) {
        RecordShape shape = shape(object);
        String type = vocabulary.own(object.key()).text(file);
        return shape.hasBuilder()
                ? type + ".builder(" + RecordWriter.arguments(shape.required()) + ").build()"
                : "new " + type + "("
                        + shape.components().stream()
                                .map(component -> RecordWriter.value(file, component))
                                .collect(joining(", "))
                        + ")";
    }
}
