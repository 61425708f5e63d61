package io.qmp.codec.bind.derive;

import io.qmp.api.schema.JsonType;
import io.qmp.api.type.Alternate;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Open;
import io.qmp.api.type.Union;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.type.Access;
import io.qmp.codec.bind.type.ArrayType;
import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.EnumType;
import io.qmp.codec.bind.type.EnumValues;
import io.qmp.codec.bind.type.IntegralType;
import io.qmp.codec.bind.type.LazyType;
import io.qmp.codec.bind.type.ScalarType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives a type and the types that it refers to. The cases of unions and the choices of alternates, which refer to
 * most types, are derived on first use. The parameters {@code where} name the class or component that mentions a
 * type, for error texts.
 */
public final class Derivation {
    private static final Map<Class<?>, DataType> BUILT_IN = Map.ofEntries(
            Map.entry(String.class, ScalarType.STRING),
            Map.entry(boolean.class, ScalarType.BOOLEAN),
            Map.entry(Boolean.class, ScalarType.BOOLEAN),
            Map.entry(double.class, ScalarType.NUMBER),
            Map.entry(Double.class, ScalarType.NUMBER),
            Map.entry(QmpValue.class, ScalarType.ANY),
            Map.entry(byte.class, new IntegralType(IntegerType.INT8, Byte.SIZE)),
            Map.entry(Byte.class, new IntegralType(IntegerType.INT8, Byte.SIZE)),
            Map.entry(short.class, new IntegralType(IntegerType.INT16, Short.SIZE)),
            Map.entry(Short.class, new IntegralType(IntegerType.INT16, Short.SIZE)),
            Map.entry(int.class, new IntegralType(IntegerType.INT32, Integer.SIZE)),
            Map.entry(Integer.class, new IntegralType(IntegerType.INT32, Integer.SIZE)),
            Map.entry(long.class, new IntegralType(IntegerType.INT64, Long.SIZE)),
            Map.entry(Long.class, new IntegralType(IntegerType.INT64, Long.SIZE)));

    private final Map<Class<?>, DataType> derived;
    private final Map<Class<?>, DataType> fresh = new HashMap<>();
    private final Set<Class<?>> underWay = new HashSet<>();
    private final TypeDeriver types;
    private final SpokenVersion version;

    /**
     * @param derived the types of earlier runs
     * @param types derives types on first use
     * @param version which members and values there are
     */
    public Derivation(Map<Class<?>, DataType> derived, TypeDeriver types, SpokenVersion version) {
        this.version = version;
        this.derived = derived;
        this.types = types;
    }

    /** Which members and values there are. */
    SpokenVersion version() {
        return version;
    }

    /** The types of this run. */
    public Map<Class<?>, DataType> fresh() {
        return fresh;
    }

    public DataType type(AnnotatedType use, String where) {
        DataType type = unranged(use, where);
        IntType range = use.getAnnotation(IntType.class);
        if (range == null) {
            return type;
        }
        if (type instanceof IntegralType integer) {
            IntegralType ranged = new IntegralType(range.value(), integer.bits());
            if (ranged.fits()) {
                return ranged;
            }
        }
        throw new IllegalArgumentException(
                where + ": " + use.getType().getTypeName() + " cannot hold " + range.value());
    }

    private DataType unranged(AnnotatedType use, String where) {
        if (use instanceof AnnotatedParameterizedType generic) {
            Object raw = ((ParameterizedType) use.getType()).getRawType();
            AnnotatedType argument = generic.getAnnotatedActualTypeArguments()[0];
            if (raw == List.class) {
                return new ArrayType(type(argument, where));
            }
            if (raw == Open.class && type(argument, where) instanceof EnumType enumeration) {
                return new EnumType(enumeration.values(), true);
            }
        } else if (use.getType() instanceof Class<?> type) {
            return type(type, where);
        }
        throw unsupported(use.getType().getTypeName(), where);
    }

    public DataType type(Class<?> type, String where) {
        DataType builtIn = BUILT_IN.get(type);
        if (builtIn != null) {
            return builtIn;
        }
        DataType known = derived.getOrDefault(type, fresh.get(type));
        if (known != null) {
            return known;
        }
        if (!underWay.add(type)) {
            return new LazyType(JsonType.OBJECT, () -> types.type(type));
        }
        DataType made = make(type, where);
        underWay.remove(type);
        fresh.put(type, made);
        return made;
    }

    private DataType make(Class<?> type, String where) {
        Union union = type.getAnnotation(Union.class);
        if (union != null && type.isSealed()) {
            Access.checkPackage(type);
            return new LazyType(
                    JsonType.OBJECT, () -> types.derive(later -> new UnionDerivation(later, type, union).derive()));
        }
        Alternate alternate = type.getAnnotation(Alternate.class);
        if (alternate != null && type.isSealed()) {
            Access.checkPackage(type);
            return new LazyType(
                    JsonType.VALUE,
                    () -> types.derive(later -> new AlternateDerivation(later, type, alternate).derive()));
        }
        if (type.isEnum()) {
            return new EnumType(new EnumValues(type, version::lacks), false);
        }
        if (type.isRecord()) {
            Class<?> whole = whole(type);
            if (whole != type) {
                throw new IllegalArgumentException(where + ": " + type.getName() + " is only a part of "
                        + whole.getSimpleName() + ", which is the type");
            }
            return new RecordDerivation(this, type).derive();
        }
        throw unsupported(type.getName(), where);
    }

    /**
     * The class that describes the type of instances of a class: the union or alternate that a record is a part of,
     * otherwise the class itself.
     */
    public static Class<?> whole(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            Class<?> whole = whole(parent);
            if (whole.isAnnotationPresent(Union.class) || whole.isAnnotationPresent(Alternate.class)) {
                return whole;
            }
        }
        return type;
    }

    public static IllegalArgumentException unsupported(String type, String where) {
        return new IllegalArgumentException(where + ": " + type + " describes no QMP type");
    }
}
