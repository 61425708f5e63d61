package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record component of type {@link io.qmp.api.value.QmpObject}: takes the members that no other component
 * declares, as {@code device_add} does. It is no member itself. An argument beside it that does not fit its component
 * counts as absent, as it does for that command.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Stable(since = "0.1")
public @interface Rest {}
