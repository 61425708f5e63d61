package io.qmp.client.spi;

import io.qmp.api.Experimental;
import io.qmp.api.message.Request;
import io.qmp.api.message.TraceContext;
import java.util.Optional;

/**
 * A command that begins.
 *
 * @param command its name
 * @param outOfBand whether it is to be executed out of band
 * @param received the trace that it came with, if it is a request that is passed on for another client ({@link
 *     io.qmp.client.QmpClient#send(Request)})
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CallInfo(String command, boolean outOfBand, Optional<TraceContext> received) {
    /** {@return what is known of a request} */
    public static CallInfo of(Request request) {
        return new CallInfo(request.command(), request.outOfBand(), TraceContext.of(request.id()));
    }
}
