package io.qmp.codec.bind;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short ways to write values. */
public final class Values {
    private Values() {}

    /** An object of names and values by turns. */
    public static QmpObject object(@Nullable Object... namesAndValues) {
        QmpObject.Builder object = QmpObject.builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return object.build();
    }

    public static QmpArray array(@Nullable Object... elements) {
        List<QmpValue> values = new ArrayList<>();
        for (Object element : elements) {
            values.add(value(element));
        }
        return new QmpArray(values);
    }

    public static QmpValue value(@Nullable Object java) {
        if (java == null) {
            return QmpNull.NULL;
        }
        if (java instanceof QmpValue value) {
            return value;
        }
        if (java instanceof String string) {
            return QmpValue.of(string);
        }
        if (java instanceof Boolean bool) {
            return QmpValue.of(bool);
        }
        if (java instanceof Double number) {
            return QmpValue.of(number);
        }
        if (java instanceof BigInteger integer) {
            return QmpValue.of(integer);
        }
        return QmpValue.of(((Number) java).longValue());
    }
}
