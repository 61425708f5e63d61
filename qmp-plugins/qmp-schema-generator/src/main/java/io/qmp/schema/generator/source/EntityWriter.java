package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import io.qmp.schema.generator.model.Entity;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.source.Vocabulary.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes commands and events. */
final class EntityWriter {
    /** The most components that must be given for which a constructor with just these is convenient. */
    private static final int FEW = 4;

    private final Vocabulary vocabulary;

    EntityWriter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    SourceFile command(Entity.Command command) {
        String name = vocabulary.names.entity(command.name());
        SourceFile file = new SourceFile(vocabulary.settings.commands(), name, Set.of());
        List<Component> components = new ArrayList<>(components(command.arguments(), "the arguments"));
        String undeclared = vocabulary.facts.undeclared().get(command.name());
        if (undeclared != null) {
            components.add(Vocabulary.undeclared(undeclared, "further arguments, which the command does not declare"));
        }
        List<Mark> marks = new ArrayList<>(List.of(Mark.of("command.CommandName", command.name())));
        if (command.allowOob()) {
            marks.add(Mark.ALLOW_OOB);
        }
        List<String> doc = doc("The command " + Javadoc.code(command.name()) + ".", command);
        if (command.allowOob()) {
            doc.add("May be executed out of band.");
        }
        String result = vocabulary.layout.isEmpty(command.result())
                ? file.mention("io.qmp.api.type.Nothing")
                : vocabulary.type(command.result(), true).boxed(file);
        write(file, name, doc, marks, command, components, "command.Command", "<" + result + ">");
        return file;
    }

    SourceFile event(Entity.Event event) {
        String name = vocabulary.names.entity(event.name());
        SourceFile file = new SourceFile(vocabulary.settings.events(), name, Set.of());
        List<Mark> marks = new ArrayList<>(List.of(Mark.of("event.EventName", event.name())));
        Facts.Limit limit = vocabulary.facts.rateLimits().get(event.name());
        if (limit != null) {
            marks.add(rateLimit(limit));
        }
        List<String> doc = doc("The event " + Javadoc.code(event.name()) + ".", event);
        write(file, name, doc, marks, event, components(event.data(), "the data"), "event.EventData", "");
        return file;
    }

    private List<String> doc(String summary, Entity entity) {
        List<String> doc = new ArrayList<>(List.of(summary));
        doc.addAll(Javadoc.sentences(vocabulary.javadoc.notes(entity.features(), entity.absence())));
        return doc;
    }

    private static Mark rateLimit(Facts.Limit limit) {
        String key = limit.key().isEmpty() ? "" : "key = " + Mark.quoted(limit.key());
        String unless = limit.unless() == null ? "" : "unless = " + Mark.quoted(limit.unless());
        return new Mark(
                "io.qmp.api.event.RateLimit",
                Stream.of(key, unless).filter(part -> !part.isEmpty()).collect(joining(", ")));
    }

    /** The members themselves, or the type if it is not this entity's alone. */
    private List<Component> components(String key, String what) {
        if (vocabulary.layout.isOwn(key)) {
            return List.of(vocabulary.inline(key, what));
        }
        return vocabulary.components(Owned.of(vocabulary.program.object(key)), vocabulary.isOpen(key));
    }

    private void write(
            SourceFile file,
            String name,
            List<String> doc,
            List<Mark> marks,
            Entity entity,
            List<Component> components,
            String type,
            String argument) {
        marks.addAll(Vocabulary.marks(entity.features(), entity.absence()));
        RecordShape shape = new RecordShape(
                name,
                doc,
                vocabulary.published(marks),
                components,
                file.mention("io.qmp.api." + type) + argument,
                body -> {
                    if (entity instanceof Entity.Command command) {
                        constructors(file, name, command, components);
                    }
                },
                true);
        RecordWriter.write(file, shape, vocabulary.tags());
    }

    /** A command that needs little can be made of that. */
    private void constructors(SourceFile file, String name, Entity.Command command, List<Component> components) {
        if (vocabulary.layout.isOwn(command.arguments())) {
            Type.ObjectType arguments = vocabulary.program.object(command.arguments());
            if (!arguments.isUnion()) {
                ObjectWriter objects = new ObjectWriter(vocabulary);
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
        file.line("/** Makes the command with what must be given. */");
        file.open("public " + name + "(" + RecordWriter.parameters(file, parameters) + ") {");
        file.line("this(" + values + ");");
        file.close();
    }
}
