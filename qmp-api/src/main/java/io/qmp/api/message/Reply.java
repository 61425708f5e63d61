package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpValue;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request (specification, section 2.4 "Commands Responses").
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public sealed interface Reply extends QmpMessage {

    /** {@return the id of the request; {@code null} if it had none or could not be read} */
    @Nullable
    QmpValue id();

    /** {@return this reply with the id of another request; nothing else differs} */
    Reply withId(@Nullable QmpValue other);

    /**
     * The command was executed.
     *
     * @param result what it returned; an empty object for commands that return nothing
     * @param id the id of the request
     * @param keepsOrder whether the members of the result are written in the order that they have. Otherwise a server
     *     writes them in QEMU's order, which depends on their names
     */
    record Success(QmpValue result, @Nullable QmpValue id, boolean keepsOrder) implements Reply {
        /** A reply whose members are written in QEMU's order by a server. */
        public Success(QmpValue result, @Nullable QmpValue id) {
            this(result, id, false);
        }

        @Override
        public Reply withId(@Nullable QmpValue other) {
            return other == id ? this : new Success(result, other, keepsOrder);
        }

        /** {@return this reply, with the members of the result written in the order that they have} */
        public Success keepingOrder() {
            return keepsOrder ? this : new Success(result, id, true);
        }
    }

    /**
     * The command was executed, and its result has been read as what the type of the command says, without a value made
     * of it. A reader returns it only if it was {@linkplain io.qmp.api.wire.MessageReader#resultTypes given the types},
     * and it is not sent.
     *
     * @param result what {@link io.qmp.api.bind.CommandBinding#readResult} returns for what the command returned
     * @param id the id of the request
     */
    record Typed(Object result, @Nullable QmpValue id) implements Reply {
        @Override
        public Reply withId(@Nullable QmpValue other) {
            return other == id ? this : new Typed(result, other);
        }
    }

    /**
     * The command was refused or failed.
     *
     * @param error why
     * @param id the id of the request
     */
    record Failure(QmpError error, @Nullable QmpValue id) implements Reply {
        @Override
        public Reply withId(@Nullable QmpValue other) {
            return other == id ? this : new Failure(error, other);
        }
    }
}
