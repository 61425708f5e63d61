package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component, an enumeration's value, a command or an event: which versions of the program have it. Numbers are
 * separated by dots; micro versions do not count.
 *
 * <p>A server does not have what {@linkplain io.qmp.api.message.VersionRange the version that it behaves as} does not:
 * it refuses such arguments and values, leaves such members out of what it sends, has no such commands, and emits no
 * such events. Clients ignore the annotation.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Stable(since = "0.1")
public @interface Versions {
    /** The first version that is known to have it; empty for the oldest one. */
    String since() default "";

    /** The last version that is known to have it; empty for the newest one. */
    String until() default "";
}
