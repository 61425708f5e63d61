package io.qmp.api.type;

import io.qmp.api.Stable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a command or an event: its types are derived when they are first used, not when a {@link io.qmp.api.bind.Binder}
 * makes its binding.
 *
 * <p>It is for generated types, which are described correctly. A server that registers hundreds of them starts
 * sooner, since few are used soon. An error in the types is thrown by the methods of the binding: a command that cannot
 * be bound fails when it is executed, although the server has started.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Stable(since = "0.1")
public @interface LazyBinding {}
