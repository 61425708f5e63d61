package io.qmp.api.value;

import io.qmp.api.Stable;
import java.util.List;

/**
 * An array.
 *
 * @param elements the elements in order; copied, unmodifiable
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpArray(List<QmpValue> elements) implements QmpValue {
    /** Copies the list. */
    public QmpArray {
        elements = List.copyOf(elements);
    }

    /** {@return an array of these elements} */
    public static QmpArray of(QmpValue... elements) {
        return new QmpArray(List.of(elements));
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
