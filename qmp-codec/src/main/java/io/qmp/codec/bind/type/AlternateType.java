package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An alternate: one of several types, distinguished by the kind of JSON value. */
public final class AlternateType implements DataType {
    private final Class<?> type;
    private final String name;
    private final List<Choice> choices;
    private final FeatureSet features;
    private final Map<JsonType, Choice> byKind = new EnumMap<>(JsonType.class);
    private final Map<Class<?>, Choice> byRecord = new HashMap<>();

    /**
     * One of the types.
     *
     * @param type the type
     * @param record the record that holds its values
     * @param accessor the record's component; {@code null} if the record stands for the value {@code null}
     */
    public record Choice(
            DataType type, RecordClass record, @Nullable ComponentAccessor accessor) {
        Object wrap(@Nullable Object value) {
            @Nullable Object[] values = record.newValues();
            if (accessor != null) {
                accessor.put(value, values);
            }
            return record.make(values);
        }
    }

    /**
     * Makes the type.
     *
     * @param type the sealed interface
     * @param name its name in error texts
     * @param choices the types
     * @throws IllegalArgumentException if the kind of JSON value is the same for two of them
     */
    public AlternateType(Class<?> type, String name, List<Choice> choices) {
        this.type = type;
        this.name = name;
        this.choices = choices;
        this.features = FeatureSet.of(type);
        for (Choice choice : choices) {
            Choice other = byKind.put(kind(choice.type()), choice);
            if (other != null) {
                throw new IllegalArgumentException(type.getName() + ": "
                        + other.record().type().getSimpleName() + " and "
                        + choice.record().type().getSimpleName() + " are of the same kind of JSON value");
            }
            byRecord.put(choice.record().type(), choice);
        }
    }

    public Class<?> type() {
        return type;
    }

    public FeatureSet features() {
        return features;
    }

    public List<Choice> choices() {
        return choices;
    }

    /** Not used: an alternate is no branch of another. */
    @Override
    public JsonType jsonType() {
        return JsonType.VALUE;
    }

    @Override
    public @Nullable Object read(QmpValue value, ReadPath path) {
        Choice choice = byKind.get(kind(value));
        if (choice == null) {
            return path.wrongAlternate(value, name);
        }
        Object read = choice.type().resolved().read(value, path);
        return read == null ? null : choice.wrap(read);
    }

    @Override
    public @Nullable Object read(TextSource source) {
        Choice choice = switch (source.text().kind()) {
            case '"' -> byKind.get(JsonType.STRING);
            case '{' -> byKind.get(JsonType.OBJECT);
            case '[' -> byKind.get(JsonType.ARRAY);
            default -> null;
        };
        if (choice == null) {
            return DataType.super.read(source);
        }
        Object read = choice.type().resolved().read(source);
        return read == null ? null : choice.wrap(read);
    }

    @Override
    public QmpValue write(Object value, WriteMode mode) {
        Choice choice = Objects.requireNonNull(byRecord.get(value.getClass()));
        return choice.accessor() == null
                ? QmpNull.NULL
                : choice.type()
                        .resolved()
                        .write(Objects.requireNonNull(choice.accessor().get(value)), mode);
    }

    private static JsonType kind(DataType type) {
        JsonType kind = type.jsonType();
        return kind == JsonType.INT ? JsonType.NUMBER : kind;
    }

    private static JsonType kind(QmpValue value) {
        if (value instanceof QmpString) {
            return JsonType.STRING;
        }
        if (value instanceof QmpObject) {
            return JsonType.OBJECT;
        }
        if (value instanceof QmpNull) {
            return JsonType.NULL;
        }
        if (value instanceof QmpBoolean) {
            return JsonType.BOOLEAN;
        }
        return value instanceof QmpArray ? JsonType.ARRAY : JsonType.NUMBER;
    }

    @Override
    public <R> R accept(TypeVisitor<R> visitor) {
        return visitor.alternate(this);
    }
}
