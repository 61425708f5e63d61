package io.qmp.codec.bind;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands for a type where the type refers to itself, directly or through others. */
final class Reference implements DataType {
    private final JsonType jsonType;
    private @Nullable DataType target;

    Reference(JsonType jsonType) {
        this.jsonType = jsonType;
    }

    void resolve(DataType type) {
        target = type;
    }

    @Override
    public DataType resolved() {
        return Objects.requireNonNull(target, "a derivation that ends resolves all references");
    }

    @Override
    public JsonType jsonType() {
        return jsonType;
    }

    @Override
    public @Nullable Object read(QmpValue value, Place place) {
        return resolved().read(value, place);
    }

    @Override
    public QmpValue write(Object value, Writing writing) {
        return resolved().write(value, writing);
    }
}
