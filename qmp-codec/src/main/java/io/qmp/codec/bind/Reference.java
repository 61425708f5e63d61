package io.qmp.codec.bind;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpValue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a type that is derived when it is first needed. Of the hundreds of types that a server starts with, few are met soon; and a type
 * may refer to itself.
 */
final class Reference implements DataType {
    private final JsonType jsonType;
    private final Supplier<DataType> maker;
    private @Nullable DataType target; // unguarded: threads that race derive types that are as good

    /**
     * @param maker derives the type; called outside of other derivations
     */
    Reference(JsonType jsonType, Supplier<DataType> maker) {
        this.jsonType = jsonType;
        this.maker = maker;
    }

    /** {@inheritDoc} Throws what deriving it throws. */
    @Override
    public DataType resolved() {
        DataType type = target;
        if (type == null) {
            type = maker.get().resolved();
            target = type;
        }
        return type;
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
