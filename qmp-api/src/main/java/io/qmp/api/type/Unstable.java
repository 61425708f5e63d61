package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the feature {@code unstable}: may change or be removed without notice. {@link Deprecated} gives the feature
 * {@code deprecated}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Stable(since = "0.1")
public @interface Unstable {}
