package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error with which code of a command fails. */
@SuppressWarnings("exports") // tests see what the module does not export
public final class Failure {
    private Failure() {}

    /** {@return the error's text} */
    public static String failure(ThrowingCallable action) {
        return error(action).desc();
    }

    /** {@return the error} */
    public static QmpError error(ThrowingCallable action) {
        return assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(action)
                .actual()
                .error();
    }
}
