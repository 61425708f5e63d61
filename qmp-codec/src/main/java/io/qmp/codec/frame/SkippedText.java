package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;

/**
 * The rest of a text that exceeds a limit, while a tolerant reader skips it. It is found too long once more each time
 * that many times the allowed length was skipped, so that a text without an end is noticed.
 */
final class SkippedText {
    /** How much is skipped until that is found too long once more. */
    private final int most;

    private boolean open;
    private int room;

    SkippedText(ReaderLimits limits) {
        this.most = (int) Math.min(Integer.MAX_VALUE, 8L * limits.messageBytes());
    }

    /** {@return whether a text is being skipped} */
    boolean isOpen() {
        return open;
    }

    void begin() {
        open = true;
        room = most;
    }

    void end() {
        open = false;
    }

    /** {@return up to where bytes may be read before the text is found too long once more} */
    int bound(int position, int end) {
        return open ? (int) Math.min(end, position + (long) room) : end;
    }

    /** Counts bytes that were skipped. Returns whether the text is too long once more. */
    boolean isTooLong(int skipped) {
        room -= skipped;
        if (room > 0) {
            return false;
        }
        room = most;
        return true;
    }
}
