package io.qmp.api.message;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * Input that is no message: a syntax error, or a value that is none of the messages expected.
 *
 * <p>A server owes its sender exactly one error reply for it, in its place among the others. A client reports it.
 *
 * @param error what is wrong with it
 * @param id the request's id, where one could be read
 * @param outOfBand whether the answer overtakes those that wait, as with {@code exec-oob}
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Malformed(QmpError error, @Nullable QmpValue id, boolean outOfBand) implements QmpMessage {}
