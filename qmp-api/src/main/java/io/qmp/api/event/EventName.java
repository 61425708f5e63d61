package io.qmp.api.event;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of an {@link EventData event} on the wire. The rule of
 * {@link io.qmp.api.command.CommandName} for names that QEMU does not have holds here, too.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Stable(since = "0.1")
public @interface EventName {
    /** {@return the name} */
    String value();
}
