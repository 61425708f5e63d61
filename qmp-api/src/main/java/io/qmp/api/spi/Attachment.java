package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;

/**
 * What reads and writes a {@linkplain CharacterDevice device} instead of a monitor, until it is closed.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface Attachment extends AutoCloseable {
    /**
     * Leaves the device: its handlers are not called any more. Clients stay connected, and what they send waits for
     * the next user of the device. To be called on the server's loop; calls after the first have no effect.
     */
    @Override
    void close();
}
