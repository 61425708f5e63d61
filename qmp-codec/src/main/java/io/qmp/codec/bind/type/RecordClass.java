package io.qmp.codec.bind.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The class of a record: makes its instances. */
public final class RecordClass {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final @Nullable Object[] NOTHING = {};

    private final Class<?> type;
    private final RecordComponent[] components;
    private final Constructor<?> canonical;
    /** The canonical constructor as {@code (Object[])Object}. */
    private final LazyHandle constructor;

    private final @Nullable Object only;

    /**
     * Reaches the class.
     *
     * @throws IllegalArgumentException if its module grants no access to it; the message says what to add there
     */
    public RecordClass(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        Constructor<?> canonical = constructor();
        this.canonical = canonical;
        this.constructor = new LazyHandle(() -> constructor(canonical), LazyHandle.BY_REFLECTION);
        this.only = components.length == 0 ? make(NOTHING) : null;
    }

    public Class<?> type() {
        return type;
    }

    /** The number of components. */
    public int size() {
        return components.length;
    }

    public RecordComponent component(int position) {
        return components[position];
    }

    /** How error texts call a component. */
    public String where(int position) {
        return type.getName() + "." + components[position].getName();
    }

    /** An array for the values of an instance to be made. */
    @Nullable
    public Object[] newValues() {
        return only != null ? NOTHING : new @Nullable Object[components.length];
    }

    /** Makes an instance; of a record without components there is only one. */
    public Object make(@Nullable Object[] values) {
        if (only != null) {
            return only;
        }
        try {
            MethodHandle handle = constructor.get();
            return handle != null ? (Object) handle.invokeExact(values) : makeByReflection(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("canonical constructors throw no checked exceptions", e);
        }
    }

    private Object makeByReflection(@Nullable Object[] values) throws Throwable {
        try {
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    public ComponentAccessor accessor(int position) {
        RecordComponent component = components[position];
        Method accessor = Access.to(component.getAccessor(), type);
        return new ComponentAccessor(
                component.getName(),
                position,
                accessor,
                new LazyHandle(() -> accessor(accessor), LazyHandle.BY_REFLECTION));
    }

    /** An accessor as {@code (Object)Object}. */
    private static MethodHandle accessor(Method accessor) {
        try {
            return LOOKUP.unreflect(accessor).asType(MethodType.genericMethodType(1));
        } catch (IllegalAccessException e) {
            throw new AssertionError("the accessor was made accessible", e);
        }
    }

    private Constructor<?> constructor() {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Access.to(type.getDeclaredConstructor(parameters), type);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("a record has a canonical constructor", e);
        }
    }

    /** A canonical constructor as {@code (Object[])Object}. */
    private static MethodHandle constructor(Constructor<?> constructor) {
        int parameters = constructor.getParameterCount();
        try {
            return LOOKUP.unreflectConstructor(constructor)
                    .asType(MethodType.genericMethodType(parameters))
                    .asSpreader(Object[].class, parameters);
        } catch (IllegalAccessException e) {
            throw new AssertionError("the constructor was made accessible", e);
        }
    }
}
