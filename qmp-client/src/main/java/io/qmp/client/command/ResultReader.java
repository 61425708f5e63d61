package io.qmp.client.command;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.value.QmpValue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a command's future completes with of what the peer returned.
 *
 * @param fromValue makes it of the value; may throw whatever the type of the user throws
 * @param type makes it of the bytes with the same outcome, where the codec does that; {@code null} if the value is
 *     needed
 */
public record ResultReader<R>(
        Function<? super QmpValue, ? extends R> fromValue,
        @Nullable CommandBinding<?, R> type) {
    /** What the peer returned, as it is. */
    public static final ResultReader<QmpValue> VALUE = new ResultReader<>(value -> value, null);

    /** {@return a reader of results of a type} */
    public static <R> ResultReader<R> of(CommandBinding<?, R> type) {
        return new ResultReader<>(type::readResult, type);
    }

    /** {@return a reader that needs the value} */
    public static <R> ResultReader<R> of(Function<? super QmpValue, ? extends R> fromValue) {
        return new ResultReader<>(fromValue, null);
    }
}
