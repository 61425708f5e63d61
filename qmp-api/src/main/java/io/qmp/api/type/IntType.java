package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The width and sign of an integer, where they do not follow from the Java type: {@code @IntType(UINT16) int port},
 * {@code List<@IntType(SIZE) Long>}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Stable(since = "0.1")
public @interface IntType {
    /** {@return the integer type} */
    IntegerType value();
}
