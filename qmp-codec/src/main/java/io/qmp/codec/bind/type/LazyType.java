package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A type that is derived on first use: a server starts with hundreds of types of which few are used soon, and a type
 * may refer to itself.
 */
public final class LazyType implements DataType {
    private final JsonType jsonType;
    private final Supplier<DataType> maker;
    private @Nullable DataType target; // a data race is harmless: all threads derive equal types

    /**
     * @param maker derives the type; called outside of other derivations
     */
    public LazyType(JsonType jsonType, Supplier<DataType> maker) {
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
    public @Nullable Object read(QmpValue value, ReadPath path) {
        return resolved().read(value, path);
    }

    @Override
    public @Nullable Object read(TextSource source) {
        return resolved().read(source);
    }

    @Override
    public QmpValue write(Object value, WriteMode mode) {
        return resolved().write(value, mode);
    }

    @Override
    public <R> R accept(TypeVisitor<R> visitor) {
        return resolved().accept(visitor);
    }
}
