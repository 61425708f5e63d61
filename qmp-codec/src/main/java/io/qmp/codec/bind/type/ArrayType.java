package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.json.TextReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array.
 *
 * @param element the type of its elements
 */
public record ArrayType(DataType element) implements DataType {
    @Override
    public JsonType jsonType() {
        return JsonType.ARRAY;
    }

    /** Reads an array; elements for which there is no place are left out. */
    @Override
    public @Nullable Object read(QmpValue value, ReadPath path) {
        if (!(value instanceof QmpArray array)) {
            return path.wrongType(value, "array");
        }
        List<QmpValue> elements = array.elements();
        DataType type = element.resolved();
        List<Object> list = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object read = type.read(elements.get(i), path.element(i));
            if (read != null) {
                list.add(read);
            }
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public @Nullable Object read(TextSource source) {
        TextReader text = source.text();
        if (text.kind() != '[') {
            return DataType.super.read(source);
        }
        text.beginArray();
        DataType type = element.resolved();
        List<Object> list = new ArrayList<>();
        source.enter();
        for (boolean first = true; text.element(first); first = false) {
            Object read = type.read(source);
            if (read != null) {
                list.add(read);
            }
        }
        source.leave();
        return Collections.unmodifiableList(list);
    }

    @Override
    public QmpArray write(Object value, WriteMode mode) {
        List<?> list = (List<?>) value;
        List<QmpValue> elements = new ArrayList<>(list.size());
        for (Object item : list) {
            elements.add(element.write(item, mode));
        }
        return new QmpArray(elements);
    }

    @Override
    public List<Object> absent() {
        return List.of();
    }

    /** The same as that of records, which the JDK makes when it is first needed: that takes some 15 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArrayType array && element.equals(array.element);
    }

    @Override
    public int hashCode() {
        return element.hashCode();
    }

    @Override
    public <R> R accept(TypeVisitor<R> visitor) {
        return visitor.array(this);
    }
}
