package io.qmp.api.type;

import io.qmp.api.Stable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value of an enumeration to which a peer may add: keeps the text of values that this program does not know.
 *
 * @param text the value on the wire
 * @param constant the constant for it, or {@code null} if none is known
 * @param <E> the enumeration
 * @since 0.1
 */
@Stable(since = "0.1")
public record Open<E extends Enum<E>>(String text, @Nullable E constant) {
    /** The known values of each enumeration by ordinal: what a constant is called is found out by reflection, once. */
    private static final ClassValue<List<Open<?>>> KNOWN = new ClassValue<>() {
        @Override
        protected List<Open<?>> computeValue(Class<?> type) {
            return Stream.of((Enum<?>[]) type.getEnumConstants())
                    .<Open<?>>map(Open::known)
                    .toList();
        }
    };

    /** {@return a known value} */
    public static <E extends Enum<E>> Open<E> of(E constant) {
        @SuppressWarnings("unchecked") // it is that of the constant
        Open<E> known = (Open<E>) KNOWN.get(constant.getDeclaringClass()).get(constant.ordinal());
        return known;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a constant is of its own enumeration
    private static Open<?> known(Enum<?> constant) {
        return new Open(WireNaming.enumValue(constant), constant);
    }

    /** {@return a value that this program does not know} */
    public static <E extends Enum<E>> Open<E> unknown(String text) {
        return new Open<>(text, null);
    }

    /** {@return the constant, if the value is known} */
    public Optional<E> known() {
        return Optional.ofNullable(constant);
    }

    /** {@return whether this is that value} */
    public boolean is(E other) {
        return other == constant;
    }

    /** Two values are equal if their texts are: whether a program knows a value does not change it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Open<?> open && open.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
