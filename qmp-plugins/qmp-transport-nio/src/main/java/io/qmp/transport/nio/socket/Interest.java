package io.qmp.transport.nio.socket;

import java.nio.channels.SelectionKey;

/**
 * The operations for which a channel is watched; none once it is closed.
 *
 * @param key the key of the channel
 */
record Interest(SelectionKey key) {
    boolean has(int operation) {
        return key.isValid() && (key.interestOps() & operation) != 0;
    }

    void set(int operation, boolean wanted) {
        if (key.isValid() && has(operation) != wanted) {
            key.interestOps(key.interestOps() ^ operation);
        }
    }
}
