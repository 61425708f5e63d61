package io.qmp.codec.bind;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record.
 *
 * @param name its Java name
 * @param position where the constructor takes it; negative if it does not
 * @param accessor reads it from a record, {@code (Object)Object}
 */
record Slot(String name, int position, LazyHandle accessor) {
    /** What reads as a constant, and is no component of the record. */
    static Slot constant(String name, Object value) {
        return new Slot(
                name,
                -1,
                new LazyHandle(() ->
                        MethodHandles.dropArguments(MethodHandles.constant(Object.class, value), 0, Object.class)));
    }

    @Nullable
    Object get(Object record) {
        try {
            return (Object) accessor.get().invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("accessors throw no checked exceptions", e);
        }
    }

    /** Puts a value where the constructor takes it. */
    void put(@Nullable Object value, @Nullable Object[] values) {
        if (position >= 0) {
            values[position] = value;
        }
    }
}
