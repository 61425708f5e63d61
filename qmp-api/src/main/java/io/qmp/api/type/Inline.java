package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record component of an object or union type: it is no member itself; its members are members of the enclosing
 * object, where they come after those of the other components.
 *
 * <p>A command whose arguments are a union, or a type that is used elsewhere, has one such component and nothing
 * else; so has a record of a {@link Union} whose further members are those of a type of their own.
 *
 * <pre>{@code
 * @CommandName("blockdev-add")
 * public record BlockdevAdd(@Inline BlockdevOptions arguments) implements Command<Nothing> {}
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@Stable(since = "0.1")
public @interface Inline {}
