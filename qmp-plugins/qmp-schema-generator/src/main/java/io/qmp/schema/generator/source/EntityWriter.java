package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import io.qmp.schema.generator.model.Entity;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.source.TypeMapper.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes commands and events. */
final class EntityWriter {
    /** The number of required arguments up to which a command has a constructor with just these. */
    private static final int FEW = 4;

    private final TypeMapper mapper;

    EntityWriter(TypeMapper mapper) {
        this.mapper = mapper;
    }

    SourceFile command(Entity.Command command) {
        String name = mapper.names.entity(command.name());
        SourceFile file = new SourceFile(mapper.settings.commands(), name, Set.of());
        List<Component> components = new ArrayList<>(components(command.arguments(), "the arguments"));
        String undeclared = mapper.facts.undeclared().get(command.name());
        if (undeclared != null) {
            components.add(
                    TypeMapper.undeclared(undeclared, "further arguments, which introspection does not declare"));
        }
        List<AnnotationSpec> annotations =
                new ArrayList<>(List.of(AnnotationSpec.of("command.CommandName", command.name())));
        if (command.allowOob()) {
            annotations.add(AnnotationSpec.ALLOW_OOB);
        }
        List<String> doc = doc("The command " + Javadoc.code(command.name()) + ".", command);
        if (command.allowOob()) {
            doc.add("May be executed out of band.");
        }
        String result = mapper.layout.isEmpty(command.result())
                ? file.mention("io.qmp.api.type.Nothing")
                : mapper.type(command.result(), true).boxed(file);
        annotations.addAll(TypeMapper.annotations(command.features(), command.availability()));
        RecordShape shape = new RecordShape(
                name,
                doc,
                mapper.published(annotations),
                components,
                file.mention("io.qmp.api.command.Command") + "<" + result + ">",
                body -> constructors(file, name, command, components),
                true);
        RecordWriter.write(file, shape, mapper.tags());
        return file;
    }

    SourceFile event(Entity.Event event) {
        String name = mapper.names.entity(event.name());
        SourceFile file = new SourceFile(mapper.settings.events(), name, Set.of());
        List<AnnotationSpec> annotations = new ArrayList<>(List.of(AnnotationSpec.of("event.EventName", event.name())));
        Facts.Limit limit = mapper.facts.rateLimits().get(event.name());
        if (limit != null) {
            annotations.add(rateLimit(limit));
        }
        List<String> doc = doc("The event " + Javadoc.code(event.name()) + ".", event);
        annotations.addAll(TypeMapper.annotations(event.features(), event.availability()));
        RecordShape shape = new RecordShape(
                name,
                doc,
                mapper.published(annotations),
                components(event.data(), "the data"),
                file.mention("io.qmp.api.event.EventData"),
                body -> {},
                true);
        RecordWriter.write(file, shape, mapper.tags());
        return file;
    }

    private List<String> doc(String summary, Entity entity) {
        List<String> doc = new ArrayList<>(List.of(summary));
        doc.addAll(Javadoc.sentences(mapper.javadoc.notes(entity.features(), entity.availability())));
        return doc;
    }

    private static AnnotationSpec rateLimit(Facts.Limit limit) {
        String key = limit.key().isEmpty() ? "" : "key = " + AnnotationSpec.quoted(limit.key());
        String unless = limit.unless() == null ? "" : "unless = " + AnnotationSpec.quoted(limit.unless());
        return new AnnotationSpec(
                "io.qmp.api.event.RateLimit",
                Stream.of(key, unless).filter(part -> !part.isEmpty()).collect(joining(", ")));
    }

    /** The members, or one component if their type is used elsewhere as well. */
    private List<Component> components(String key, String what) {
        if (mapper.layout.isOwn(key)) {
            return List.of(mapper.inline(key, what));
        }
        return mapper.components(Owned.of(mapper.program.object(key)), mapper.isOpen(key));
    }

    /** Commands with few required arguments have a constructor with just these. */
    private void constructors(SourceFile file, String name, Entity.Command command, List<Component> components) {
        if (mapper.layout.isOwn(command.arguments())) {
            Type.ObjectType arguments = mapper.program.object(command.arguments());
            if (!arguments.isUnion()) {
                ObjectWriter objects = new ObjectWriter(mapper);
                RecordShape shape = objects.shape(arguments);
                if (shape.required().size() <= FEW) {
                    constructor(file, name, shape.required(), objects.made(file, arguments));
                }
            }
            return;
        }
        List<Component> required =
                components.stream().filter(component -> !component.isOptional()).toList();
        if (required.size() < components.size() && required.size() <= FEW) {
            String values = components.stream()
                    .map(component -> component.nullable()
                            ? "null"
                            : component.takesUndeclared()
                                    ? component.type().text(file) + ".EMPTY"
                                    : RecordWriter.value(file, component))
                    .collect(joining(", "));
            constructor(file, name, required, values);
        }
    }

    private static void constructor(SourceFile file, String name, List<Component> parameters, String values) {
        file.gap();
        file.line("/** Makes the command with its required arguments. */");
        file.open("public " + name + "(" + RecordWriter.parameters(file, parameters) + ") {");
        file.line("this(" + values + ");");
        file.close();
    }
}
