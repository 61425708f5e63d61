package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a sealed interface: an alternate, one of several types, distinguished by the kind of JSON value.
 *
 * <p>Each permitted record has one component, the value; a record without components stands for {@code null}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Stable(since = "0.1")
public @interface Alternate {
    /** {@return the name by which error texts call the type; the interface's simple name unless given} */
    String value() default "";
}
