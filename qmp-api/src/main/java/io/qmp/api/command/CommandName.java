package io.qmp.api.command;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a {@link Command} on the wire.
 *
 * <p>Commands that QEMU does not have are named {@code __RFQDN_name}: two underscores, a domain reversed, an
 * underscore, the name (specification, section 5 "Downstream extension of QMP").
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Stable(since = "0.1")
public @interface CommandName {
    /** {@return the name} */
    String value();
}
