package io.qmp.client.spi;

import io.qmp.api.Experimental;
import io.qmp.api.message.QmpMessage;

/**
 * Sees every message of a connection, in order, on the client's event loop. Secrets are hidden from it, as the
 * client's {@link io.qmp.api.secret.Redaction} says. What it throws is logged.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface TrafficTap {
    /**
     * A message is about to be sent.
     *
     * @param message the request
     */
    void sent(QmpMessage message);

    /**
     * A message was received and is about to be dealt with.
     *
     * @param message a greeting, reply or event, or what is none of these
     */
    void received(QmpMessage message);
}
