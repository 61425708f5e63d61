package io.qmp.api.message;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request (specification, section 2.4 "Commands Responses").
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public sealed interface Reply extends QmpMessage {

    /** {@return the id of the request; {@code null} if it had none or could not be read} */
    @Nullable
    QmpValue id();

    /**
     * The command was executed.
     *
     * @param result what it returned; an empty object for commands that return nothing
     * @param id the id of the request
     */
    record Success(QmpValue result, @Nullable QmpValue id) implements Reply {}

    /**
     * The command was refused or failed.
     *
     * @param error why
     * @param id the id of the request
     */
    record Failure(QmpError error, @Nullable QmpValue id) implements Reply {}
}
