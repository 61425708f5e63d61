package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an optional component, an enumeration's value, a command or an event: only older peers have it.
 *
 * <p>It is there for the sake of clients: they may send it to such peers and find it in their answers. Introspection
 * does not have it, and it is refused where it is an argument, as if it were not declared. A {@linkplain Case
 * case} is former if its tag's value is.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Stable(since = "0.1")
public @interface Former {}
