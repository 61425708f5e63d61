package io.qmp.server.plugin;

import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaVisitor;
import io.qmp.api.type.Open;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the types that a command refers to, out of a larger schema. */
final class DescribedTypes implements SchemaVisitor<@Nullable Void> {
    private static final SchemaInfo ANY = new SchemaInfo.Builtin("any", null, Open.of(JsonType.VALUE));

    private final Schema schema;
    private final Map<String, SchemaInfo> found = new LinkedHashMap<>();

    private DescribedTypes(Schema schema) {
        this.schema = schema;
    }

    /**
     * {@return the types of arguments and result and all that these refer to, in the order in which they are first
     * referred to}
     *
     * @param schema has the types; {@code any} may be missing
     * @throws IllegalArgumentException if a type is missing
     */
    static List<SchemaInfo> of(SchemaInfo.Command command, Schema schema) {
        DescribedTypes types = new DescribedTypes(schema);
        types.add(command.argType());
        types.add(command.retType());
        return List.copyOf(types.found.values());
    }

    private void add(String name) {
        if (found.containsKey(name)) {
            return;
        }
        SchemaInfo type = name.equals(ANY.name())
                ? ANY
                : schema.entity(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the description refers to a type '" + name + "' that it does not have"));
        found.put(name, type);
        type.accept(this);
    }

    @Override
    public @Nullable Void array(SchemaInfo.Array type) {
        add(type.elementType());
        return null;
    }

    @Override
    public @Nullable Void alternate(SchemaInfo.AlternateType type) {
        type.members().forEach(member -> add(member.type()));
        return null;
    }

    @Override
    public @Nullable Void object(SchemaInfo.ObjectType type) {
        type.members().forEach(member -> add(member.type()));
        if (type.variants() != null) {
            type.variants().forEach(variant -> add(variant.type()));
        }
        return null;
    }

    @Override
    public @Nullable Void other(SchemaInfo entity) {
        return null;
    }
}
