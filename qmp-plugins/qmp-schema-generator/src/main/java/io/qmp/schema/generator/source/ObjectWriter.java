package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import io.qmp.schema.generator.model.Availability;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.source.TypeMapper.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes objects that are no unions. */
final class ObjectWriter {
    private final TypeMapper mapper;

    ObjectWriter(TypeMapper mapper) {
        this.mapper = mapper;
    }

    SourceFile write(Type.ObjectType object) {
        SourceFile file = new SourceFile(mapper.settings.types(), mapper.names.type(object.key()), Set.of());
        RecordWriter.write(file, shape(object), mapper.tags());
        return file;
    }

    RecordShape shape(Type.ObjectType object) {
        List<String> doc = new ArrayList<>(List.of(new UsageDoc(mapper).of(object.key())));
        doc.addAll(Javadoc.sentences(mapper.javadoc.notes(object.features(), Availability.ALWAYS)));
        return new RecordShape(
                mapper.names.type(object.key()),
                doc,
                mapper.published(TypeMapper.annotations(object.features(), Availability.ALWAYS)),
                mapper.components(Owned.of(object), mapper.isOpen(object.key())),
                null,
                file -> {},
                true);
    }

    /** {@return an expression that makes an object of parameters for what must be given} */
    String made(SourceFile file, Type.ObjectType object) {
        RecordShape shape = shape(object);
        String type = mapper.own(object.key()).text(file);
        return shape.hasBuilder()
                ? type + ".builder(" + RecordWriter.arguments(shape.required()) + ").build()"
                : "new " + type + "("
                        + shape.components().stream()
                                .map(component -> RecordWriter.value(file, component))
                                .collect(joining(", "))
                        + ")";
    }
}
