package io.qmp.server.session;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the requests of one session are executed, and when the next one is read. There is one class for each
 * mode: {@link InBandRequests} until out-of-band execution is enabled, {@link OutOfBandRequests} afterwards, and
 * {@link OverlappingRequests} where commands do not wait for the replies to those before them.
 */
sealed interface RequestQueue permits InBandRequests, OutOfBandRequests, OverlappingRequests {
    /** Reads and executes the requests of the queue: its session. */
    interface Owner {
        /**
         * Executes a message. Throws nothing.
         *
         * @param late receives the reply if this call returns {@code null}
         * @return the reply, to be sent with {@link #answer}; {@code null} if it is not known yet
         */
        @Nullable
        Reply execute(QmpMessage message, LateReply late);

        /** Sends the reply to a message; drops it if the session is closed. Throws nothing. */
        void answer(QmpMessage message, Reply reply);

        /** Goes on reading: there may be room for another request. */
        void readOn();

        /** Runs a task on the loop on which everything happens, not within this call. */
        void later(Runnable task);
    }

    /** Whether another request may be read. */
    boolean hasRoom();

    /** Whether the session may end now because its client sends nothing more, and all that it has sent was read. */
    default boolean mayEnd() {
        return true;
    }

    /** Takes a request that has been read, and executes it when it is its turn, perhaps within this call. */
    void add(QmpMessage message);

    /** Drops the requests that are not executed yet. */
    void clear();

    /** {@return whether a message is executed when it is read, beside the in-band order} */
    static boolean isOutOfBand(QmpMessage message) {
        return message instanceof Request request
                ? request.outOfBand()
                : message instanceof Malformed malformed && malformed.outOfBand();
    }
}
