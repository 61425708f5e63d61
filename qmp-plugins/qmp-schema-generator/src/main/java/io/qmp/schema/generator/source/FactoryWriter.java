package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.Identifiers;
import io.qmp.schema.generator.naming.Layout.Branch;
import io.qmp.schema.generator.source.Vocabulary.Owned;
import java.util.List;
import java.util.Optional;

/**
 * Writes static methods for the branches of a union whose records do nothing but wrap one value: a union that has nothing but
 * its tag, and for the tag's value a type that is used elsewhere, too, or one required member.
 */
final class FactoryWriter {
    /** The most parameters for which a method that makes the wrapped object as well is convenient. */
    private static final int FEW = 4;

    private final Vocabulary vocabulary;
    private final SourceFile file;
    private final Type.ObjectType union;
    private final Branch branch;
    private final String name;

    FactoryWriter(Vocabulary vocabulary, SourceFile file, Type.ObjectType union, Branch branch) {
        this.vocabulary = vocabulary;
        this.file = file;
        this.union = union;
        this.branch = branch;
        this.name = vocabulary.names.branch(union.key(), branch);
    }

    void write() {
        if (union.members().size() == 1
                && vocabulary.uses.isSent(union.key())
                && !branch.type().isEmpty()) {
            wrapped().ifPresent(value -> branch.values().forEach(tag -> write(tag, value)));
        }
    }

    /** The one component that the record has besides the tag. */
    private Optional<Component> wrapped() {
        if (vocabulary.layout.isOwn(branch.type())) {
            return Optional.of(vocabulary.inline(branch.type(), ""));
        }
        List<Component> components = vocabulary.components(
                Owned.of(vocabulary.program.object(branch.type())), vocabulary.isOpen(union.key()));
        return Optional.of(components)
                .filter(all -> all.size() == 1 && !all.get(0).nullable())
                .map(all -> all.get(0));
    }

    private void write(String tag, Component value) {
        String method = Identifiers.method(tag);
        write(tag, method + "(" + RecordWriter.parameters(file, List.of(value)) + ")", RecordWriter.value(file, value));
        wrappedObject(value).ifPresent(object -> {
            ObjectWriter objects = new ObjectWriter(vocabulary);
            List<Component> required = objects.shape(object).required();
            boolean clashes = required.isEmpty()
                    && vocabulary.components(Owned.of(union), false).stream()
                            .anyMatch(component -> component.name().equals(method));
            if (required.size() <= FEW && !clashes) {
                write(tag, method + "(" + RecordWriter.parameters(file, required) + ")", objects.made(file, object));
            }
        });
    }

    private void write(String tag, String signature, String value) {
        String tagArgument = branch.values().size() == 1 ? "" : vocabulary.constant(file, union, tag) + ", ";
        file.gap();
        file.line("/** {@return the case " + Javadoc.code(tag) + "} */");
        if (!tagArgument.isEmpty()) {
            vocabulary.suppressDeprecation(file, union, tag);
        }
        file.open("static " + vocabulary.names.type(union.key()) + " " + signature + " {");
        file.line("return new " + name + "(" + tagArgument + value + ");");
        file.close();
    }

    /** The wrapped object if it is no union. */
    private Optional<Type.ObjectType> wrappedObject(Component value) {
        String key = vocabulary.layout.isOwn(branch.type())
                ? branch.type()
                : vocabulary.program.object(branch.type()).members().get(0).type();
        return vocabulary.program.type(key) instanceof Type.ObjectType object
                        && !object.isUnion()
                        && vocabulary.layout.isOwn(key)
                ? Optional.of(object)
                : Optional.empty();
    }
}
