package io.qmp.server.session;

import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;

/**
 * Decides when the requests of one session are executed, and when the next one is read. There is one class for each
 * mode: {@link InBandRequests} until out-of-band execution is enabled, {@link OutOfBandRequests} afterwards.
 */
sealed interface RequestQueue permits InBandRequests, OutOfBandRequests {
    /** Whether another request may be read. */
    boolean hasRoom();

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
