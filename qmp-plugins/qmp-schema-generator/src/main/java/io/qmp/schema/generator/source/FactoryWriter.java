package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Type;
import io.qmp.schema.generator.naming.JavaIdentifiers;
import io.qmp.schema.generator.naming.Layout.Branch;
import io.qmp.schema.generator.source.TypeMapper.Owned;
import java.util.List;
import java.util.Optional;

/**
 * Writes static methods of a union for the branches whose records wrap one value: the union has no member but its
 * tag, and the branch has one required member, or a type that is used elsewhere as well.
 */
final class FactoryWriter {
    /** The number of required members up to which the wrapped object can be made of parameters. */
    private static final int FEW = 4;

    private final TypeMapper mapper;
    private final SourceFile file;
    private final Type.ObjectType union;
    private final Branch branch;
    private final String name;

    FactoryWriter(TypeMapper mapper, SourceFile file, Type.ObjectType union, Branch branch) {
        this.mapper = mapper;
        this.file = file;
        this.union = union;
        this.branch = branch;
        this.name = mapper.names.branch(union.key(), branch);
    }

    void write() {
        if (union.members().size() == 1
                && mapper.uses.isSent(union.key())
                && !branch.type().isEmpty()) {
            wrapped().ifPresent(value -> branch.values().forEach(tag -> write(tag, value)));
        }
    }

    /** The one component that the record has besides the tag. */
    private Optional<Component> wrapped() {
        if (mapper.layout.isOwn(branch.type())) {
            return Optional.of(mapper.inline(branch.type(), ""));
        }
        List<Component> components =
                mapper.components(Owned.of(mapper.program.object(branch.type())), mapper.isOpen(union.key()));
        return Optional.of(components)
                .filter(all -> all.size() == 1 && !all.get(0).nullable())
                .map(all -> all.get(0));
    }

    private void write(String tag, Component value) {
        String method = JavaIdentifiers.method(tag);
        write(tag, method + "(" + RecordWriter.parameters(file, List.of(value)) + ")", RecordWriter.value(file, value));
        wrappedObject(value).ifPresent(object -> {
            ObjectWriter objects = new ObjectWriter(mapper);
            List<Component> required = objects.shape(object).required();
            boolean clashes = required.isEmpty()
                    && mapper.components(Owned.of(union), false).stream()
                            .anyMatch(component -> component.name().equals(method));
            if (required.size() <= FEW && !clashes) {
                write(tag, method + "(" + RecordWriter.parameters(file, required) + ")", objects.made(file, object));
            }
        });
    }

    private void write(String tag, String signature, String value) {
        String tagArgument = branch.values().size() == 1 ? "" : mapper.constant(file, union, tag) + ", ";
        file.gap();
        file.line("/** {@return the case " + Javadoc.code(tag) + "} */");
        if (!tagArgument.isEmpty()) {
            mapper.suppressDeprecation(file, union, tag);
        }
        file.open("static " + mapper.names.type(union.key()) + " " + signature + " {");
        file.line("return new " + name + "(" + tagArgument + value + ");");
        file.close();
    }

    /** The wrapped object if it is no union. */
    private Optional<Type.ObjectType> wrappedObject(Component value) {
        String key = mapper.layout.isOwn(branch.type())
                ? branch.type()
                : mapper.program.object(branch.type()).members().get(0).type();
        return mapper.program.type(key) instanceof Type.ObjectType object
                        && !object.isUnion()
                        && mapper.layout.isOwn(key)
                ? Optional.of(object)
                : Optional.empty();
    }
}
