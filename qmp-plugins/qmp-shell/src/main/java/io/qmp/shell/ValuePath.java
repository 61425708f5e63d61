package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a value: {@code a.b[0]}, or {@code [0].a} in an array.
 *
 * @param steps how to get there; at least one
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ValuePath(List<Key> steps) {
    public ValuePath {
        steps = List.copyOf(steps);
    }

    /**
     * {@return the place that a text names}
     *
     * @param text names of members with dots in between, and {@code [N]} for elements of arrays
     * @throws IllegalArgumentException if it is of another form
     */
    public static ValuePath parse(String text) {
        boolean inArray = text.startsWith("[");
        List<Key> steps = Keys.parse(new Word(inArray ? "array" + text : text, 0), new ArrayList<>())
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no place in a value: expected NAME or [NUMBER], with .NAME and [NUMBER]"
                                + " behind it"));
        return new ValuePath(inArray ? steps.subList(1, steps.size()) : steps);
    }

    /**
     * {@return what is there; empty if the value has no such place}
     *
     * @param value the value
     */
    public Optional<QmpValue> find(QmpValue value) {
        Optional<QmpValue> found = Optional.of(value);
        for (Key step : steps) {
            found = found.flatMap(container -> step(container, step));
        }
        return found;
    }

    private static Optional<QmpValue> step(QmpValue container, Key step) {
        if (step.isElement()) {
            return container instanceof QmpArray array
                            && step.index() < array.elements().size()
                    ? Optional.of(array.elements().get(step.index()))
                    : Optional.empty();
        }
        return container instanceof QmpObject object ? Optional.ofNullable(object.get(step.name())) : Optional.empty();
    }

    /** {@return the place as it is written} */
    @Override
    public String toString() {
        return Keys.text(steps);
    }
}
