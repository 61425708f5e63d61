package io.qmp.codec.fuzz;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the targets of the fuzzer check with. A failure is an {@link AssertionError} that names the rule and both
 * sides.
 */
public final class Verdict {
    private Verdict() {}

    /**
     * Fails unless two things are equal.
     *
     * @param rule what must be equal
     */
    public static void equal(String rule, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(rule + ": " + expected + " and " + actual);
        }
    }

    /** Fails unless two values are the same, where a whole number may have been written as an integer. */
    public static void same(String rule, QmpValue expected, QmpValue actual) {
        if (!isSame(expected, actual)) {
            throw new AssertionError(rule + ": " + expected + " and " + actual);
        }
    }

    private static boolean isSame(@Nullable QmpValue expected, @Nullable QmpValue actual) {
        if (Objects.equals(expected, actual)) {
            return true;
        }
        if (expected instanceof QmpNumber number && actual instanceof QmpNumber other) {
            return number.doubleValue() == other.doubleValue();
        }
        if (expected instanceof QmpArray array && actual instanceof QmpArray other) {
            return isSame(array.elements(), other.elements());
        }
        return expected instanceof QmpObject object
                && actual instanceof QmpObject other
                && object.members().keySet().equals(other.members().keySet())
                && object.members().keySet().stream().allMatch(name -> isSame(object.get(name), other.get(name)));
    }

    private static boolean isSame(List<QmpValue> expected, List<QmpValue> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!isSame(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
