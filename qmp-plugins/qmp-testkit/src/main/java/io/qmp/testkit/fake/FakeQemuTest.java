package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the parameters of type {@link FakeQemu} of a test class: a fake for each test, closed and verified behind it.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FakeQemuExtension.class)
public @interface FakeQemuTest {
    /** The version of QEMU whose schema declarations are checked against, such as {@code 10.0}; empty for none. */
    String schema() default "";

    /** Whether nothing is checked against the schema. */
    boolean lenient() default false;

    /** Whether installed plugins execute commands that are not declared. */
    boolean machine() default false;

    /** Whether time passes only by the test. */
    boolean virtualTime() default false;
}
