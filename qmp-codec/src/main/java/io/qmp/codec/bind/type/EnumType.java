package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.json.TextReader;
import org.jspecify.annotations.Nullable;

/**
 * An enumeration.
 *
 * @param values its values
 * @param open whether its Java form is {@link Open}, which keeps values that are unknown
 */
public record EnumType(EnumValues values, boolean open) implements DataType {
    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public JsonType jsonType() {
        return JsonType.STRING;
    }

    @Override
    public @Nullable Object read(QmpValue value, ReadPath path) {
        if (!(value instanceof QmpString string)) {
            return path.wrongType(value, "string");
        }
        String text = string.value();
        EnumValues.Value known = values.find(text);
        if (known != null && !(known.former() && path.isStrict())) {
            path.checkPolicy(known.features().names(), "value", text);
            return open ? known.open() : known.constant();
        }
        if (path.isStrict()) {
            throw path.notAccepted(text);
        }
        if (open) {
            return Open.unknown(text);
        }
        path.dropped(value);
        return null;
    }

    @Override
    public @Nullable Object read(TextSource source) {
        TextReader text = source.text();
        if (text.kind() != '"') {
            return DataType.super.read(source);
        }
        int position = text.word(values.names());
        if (position >= 0) {
            EnumValues.Value known = values.all().get(position);
            return open ? known.open() : known.constant();
        }
        if (open) {
            return Open.unknown(text.name());
        }
        source.dropped();
        return null;
    }

    @Override
    public QmpValue write(Object value, WriteMode mode) {
        return value instanceof Open<?> text ? QmpValue.of(text.text()) : values.write((Enum<?>) value);
    }

    @Override
    public <R> R accept(TypeVisitor<R> visitor) {
        return visitor.enumeration(this);
    }
}
