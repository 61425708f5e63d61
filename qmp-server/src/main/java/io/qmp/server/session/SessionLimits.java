package io.qmp.server.session;

import io.qmp.api.wire.ReaderLimits;

/**
 * The limits of one session.
 *
 * @param queueLength how many in-band requests may wait behind the running one, if out-of-band execution is enabled
 * @param reader the limits of one request
 * @param unread the limits of what a client leaves unread
 */
public record SessionLimits(int queueLength, ReaderLimits reader, UnreadLimit unread) {
    /**
     * {@return how many in-band requests that were read may be without a reply} Clients do not notice the number
     * without out-of-band execution; there are twice as many, so that the next are at hand when the first are answered
     * together.
     */
    int unanswered(boolean outOfBand) {
        int queued = queueLength + 1;
        return outOfBand ? queued : 2 * queued;
    }
}
