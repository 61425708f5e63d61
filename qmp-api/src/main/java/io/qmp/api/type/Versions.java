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
 * such events.
 *
 * <p>What the newest version does not have is former: it is there for the sake of clients, which may send it to older
 * peers and find it in their answers, and a component that is former is {@code @Nullable}. Without a version, as that
 * of a client, introspection does not have it, and it is refused where it is an argument. A {@linkplain Case case} is
 * former if its tag's value is.
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

    /** The last version that is known to have it, where newer ones do not; empty for the newest one. */
    String until() default "";
}
