package io.qmp.contracts;

import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaVisitor;
import java.util.List;
import java.util.stream.Stream;

/** The names of the types that an entity of an introspection refers to. */
final class ReferredTypes implements SchemaVisitor<Stream<String>> {
    @Override
    public Stream<String> other(SchemaInfo entity) {
        return Stream.of();
    }

    @Override
    public Stream<String> command(SchemaInfo.Command command) {
        return Stream.of(command.argType(), command.retType());
    }

    @Override
    public Stream<String> event(SchemaInfo.Event event) {
        return Stream.of(event.argType());
    }

    @Override
    public Stream<String> array(SchemaInfo.Array type) {
        return Stream.of(type.elementType());
    }

    @Override
    public Stream<String> object(SchemaInfo.ObjectType type) {
        List<SchemaInfo.Variant> variants = type.variants();
        return Stream.concat(
                type.members().stream().map(SchemaInfo.ObjectMember::type),
                variants == null ? Stream.of() : variants.stream().map(SchemaInfo.Variant::type));
    }

    @Override
    public Stream<String> alternate(SchemaInfo.AlternateType type) {
        return type.members().stream().map(SchemaInfo.AlternateMember::type);
    }
}
