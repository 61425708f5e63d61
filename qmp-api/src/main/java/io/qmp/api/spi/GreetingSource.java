package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Greeting;
import java.util.concurrent.CompletionStage;

/**
 * Supplies the greeting of each session, in place of the one that the server makes of its options; for example that of
 * the server behind a proxy.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface GreetingSource {
    /**
     * Supplies the greeting of one session. Called on the server's loop, once for each session, when it begins;
     * must not block.
     *
     * <p>Until the stage has completed, the client has no greeting, and what it sends waits. The time limit for
     * negotiation ({@code TimeLimits.negotiation}) includes this time. A server may have no such limit: a source that
     * waits for something should limit this itself.
     *
     * @param session the session, with the label of its monitor
     * @return completes, on any thread, with the greeting, which is sent as it is. If it offers the capability
     *     {@code oob}, the client may enable out-of-band execution; no other capability can be enabled. If this method
     *     or the stage fails or provides no greeting, this is logged and the client is disconnected. Of a failure
     *     that is a {@link io.qmp.api.error.QmpException}, and so says why the client is not served, the log has the
     *     message alone
     */
    CompletionStage<Greeting> greeting(SessionInfo session);
}
