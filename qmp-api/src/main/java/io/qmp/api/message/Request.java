package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * A client asks for a command to be executed (specification, section 2.3 "Issuing Commands").
 *
 * @param command the command's name
 * @param arguments its arguments; empty if there are none
 * @param id what the reply will carry; any value, {@code null} if the client gave none
 * @param outOfBand whether it was sent with {@code exec-oob} instead of {@code execute}
 * @since 0.1
 */
@Stable(since = "0.1")
public record Request(
        String command, QmpObject arguments, @Nullable QmpValue id, boolean outOfBand) implements QmpMessage {
    /** {@return this request with other arguments} */
    public Request withArguments(QmpObject other) {
        return new Request(command, other, id, outOfBand);
    }

    /** {@return the reply to this request: the command was executed and has returned a value} */
    public Reply success(QmpValue result) {
        return new Reply.Success(result, id);
    }

    /** {@return the reply to this request: the command was refused or has failed} */
    public Reply failure(QmpError error) {
        return new Reply.Failure(error, id);
    }
}
