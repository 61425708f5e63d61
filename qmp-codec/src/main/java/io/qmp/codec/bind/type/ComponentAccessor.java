package io.qmp.codec.bind.type;

import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Reads a component of a record and passes its value to the constructor.
 *
 * @param name its Java name
 * @param position its position among the constructor's parameters; negative if it is no parameter
 * @param accessor reads it from a record, {@code (Object)Object}
 */
public record ComponentAccessor(String name, int position, LazyHandle accessor) {
    /** A constant instead of a component. */
    public static ComponentAccessor constant(String name, Object value) {
        return new ComponentAccessor(
                name,
                -1,
                new LazyHandle(() ->
                        MethodHandles.dropArguments(MethodHandles.constant(Object.class, value), 0, Object.class)));
    }

    @Nullable
    public Object get(Object record) {
        try {
            return (Object) accessor.get().invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("accessors throw no checked exceptions", e);
        }
    }

    /** Sets the value among the constructor's arguments. */
    public void put(@Nullable Object value, @Nullable Object[] values) {
        if (position >= 0) {
            values[position] = value;
        }
    }
}
