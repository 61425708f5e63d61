package io.qmp.codec.bind.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a component of a record and passes its value to the constructor.
 *
 * @param name its Java name
 * @param position its position among the constructor's parameters; negative if it is no parameter
 * @param method reads it from a record; {@code null} if it is constant
 * @param accessor reads it from a record, {@code (Object)Object}
 */
public record ComponentAccessor(
        String name, int position, @Nullable Method method, LazyHandle accessor) {
    /** A constant instead of a component. */
    public static ComponentAccessor constant(String name, Object value) {
        return new ComponentAccessor(
                name,
                -1,
                null,
                new LazyHandle(
                        () -> MethodHandles.dropArguments(MethodHandles.constant(Object.class, value), 0, Object.class),
                        0));
    }

    @Nullable
    public Object get(Object record) {
        try {
            MethodHandle handle = accessor.get();
            return handle != null ? (Object) handle.invokeExact(record) : getByReflection(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("accessors throw no checked exceptions", e);
        }
    }

    private @Nullable Object getByReflection(Object record) throws Throwable {
        try {
            return Objects.requireNonNull(method).invoke(record);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Sets the value among the constructor's arguments. */
    public void put(@Nullable Object value, @Nullable Object[] values) {
        if (position >= 0) {
            values[position] = value;
        }
    }
}
