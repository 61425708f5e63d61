package io.qmp.codec.bind;

import io.qmp.api.schema.JsonType;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * An enumeration.
 *
 * @param values its values
 * @param open whether its Java form is {@link Open}, which keeps values that are unknown
 */
record EnumType(EnumValues values, boolean open) implements DataType {
    @Override
    public JsonType jsonType() {
        return JsonType.STRING;
    }

    @Override
    public @Nullable Object read(QmpValue value, Place place) {
        if (!(value instanceof QmpString string)) {
            return place.wrongType(value, "string");
        }
        String text = string.value();
        EnumValues.Value known = values.find(text);
        if (known != null && !(known.former() && place.isStrict())) {
            place.admit(known.features(), "value", text);
            return open ? known.open() : known.constant();
        }
        if (place.isStrict()) {
            throw place.notAccepted(text);
        }
        if (open) {
            return Open.unknown(text);
        }
        place.dropped(value);
        return null;
    }

    @Override
    public QmpValue write(Object value, Writing writing) {
        return value instanceof Open<?> text ? QmpValue.of(text.text()) : values.write((Enum<?>) value);
    }
}
