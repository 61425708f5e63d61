package io.qmp.codec.json;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Members in {@link HashOrder}, sorted without making garbage: a stack, onto which each object being written puts
 * its own.
 *
 * <p>Not for use by several threads.
 */
final class MemberSorter {
    /** So many members are sorted by inserting them one by one. */
    private static final int FEW = 24;

    private static final int SMALLEST = 32;
    /** Arrays up to this size are kept when the stack is empty. */
    private static final int KEPT = 1024;

    private final BiConsumer<String, QmpValue> insert = this::insert;
    private @Nullable MemberName[] names = new @Nullable MemberName[SMALLEST];
    private @Nullable QmpValue[] values = new @Nullable QmpValue[SMALLEST];
    private int base;
    private int top;

    /** Puts an object's members onto the stack, and returns where the first of them is. */
    int push(QmpObject object) {
        base = top;
        int size = object.members().size();
        if (top + size > names.length) {
            grow(top + size);
        }
        if (size <= FEW) {
            object.members().forEach(insert);
        } else {
            HashOrder.sorted(object).forEach(member -> put(top++, MemberName.of(member.getKey()), member.getValue()));
        }
        return base;
    }

    /** {@return where the members pushed last end} */
    int top() {
        return top;
    }

    MemberName name(int index) {
        return Objects.requireNonNull(names[index]);
    }

    QmpValue value(int index) {
        return Objects.requireNonNull(values[index]);
    }

    /** Takes the members pushed last off the stack. */
    void pop(int begin) {
        if (begin == 0 && names.length > KEPT) {
            names = new @Nullable MemberName[SMALLEST];
            values = new @Nullable QmpValue[SMALLEST];
        } else {
            Arrays.fill(names, begin, top, null);
            Arrays.fill(values, begin, top, null);
        }
        top = begin;
    }

    private void insert(String text, QmpValue value) {
        MemberName name = MemberName.of(text);
        int i = top++;
        // In a bucket the latest comes first.
        for (; i > base && name(i - 1).bucket() >= name.bucket(); i--) {
            names[i] = names[i - 1];
            values[i] = values[i - 1];
        }
        put(i, name, value);
    }

    private void put(int index, MemberName name, QmpValue value) {
        names[index] = name;
        values[index] = value;
    }

    private void grow(int needed) {
        int capacity = Math.max(needed, names.length * 2);
        // The one that is asked for its length is the last: there may be no memory for all of them.
        values = Arrays.copyOf(values, capacity);
        names = Arrays.copyOf(names, capacity);
    }
}
