package io.qmp.codec.bind.type;

/**
 * A function of types with one method for each kind that consists of other types or has a Java type of its own. The
 * other types go to {@link #builtin}. Lazy types are resolved.
 *
 * @param <R> the result
 */
public interface TypeVisitor<R> {
    /** The result for a type that is named as its kind of JSON value. */
    R builtin(DataType type);

    /** The result for an array. */
    R array(ArrayType type);

    /** The result for an object. */
    R object(ObjectType type);

    /** The result for a union. */
    R union(UnionType type);

    /** The result for an alternate. */
    R alternate(AlternateType type);

    /** The result for an enumeration. */
    R enumeration(EnumType type);
}
