package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a sealed interface: a union, an object of which one member, the tag, says which other members there are.
 *
 * <p>Each permitted record is the object as a whole in one or more {@linkplain Case cases}: members common to all
 * cases, which the interface has as abstract methods, and those of the case. A record of a single case need not have
 * the tag as a component; the tag is the first member unless it has another place in a record that has it as one. A
 * record without {@link Case} stands for all values of the tag that no other record names.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Stable(since = "0.1")
public @interface Union {
    /** {@return the tag's name on the wire} */
    String tag();

    /** {@return the tag's type} */
    Class<? extends Enum<?>> type();
}
