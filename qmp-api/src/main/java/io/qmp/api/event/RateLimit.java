package io.qmp.api.event;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an {@link EventData event}: sent at most once in a period for each key.
 *
 * <p>The first event is sent at once and starts a period. Of the events within the period the last is kept and sent
 * when it ends, with the time at which it happened, and starts another period. The others are lost.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Stable(since = "0.1")
public @interface RateLimit {
    /** {@return the length of a period} */
    long millis() default 1000;

    /** {@return the members of the data, by their names on the wire, whose values make up the key} */
    String[] key() default {};

    /**
     * {@return events that are not limited at all: {@code member=value} of the data, such as {@code action=stop};
     * empty for none}
     */
    String unless() default "";
}
