package io.qmp.api.command;

import io.qmp.api.Stable;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.concurrent.CompletionStage;

/**
 * Executes requests as they came, without a type: the arguments are neither checked nor bound, the result is any value
 * and the error any error.
 *
 * <p>Called as a {@link CommandHandler} is: on the server's event loop, for one in-band command at a time, with the
 * plugin's class loader as the context class loader. It must not block. What it throws, a stage that is {@code null},
 * completes with {@code null} or fails, and a result that cannot be written, end as with a {@link CommandHandler}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
@FunctionalInterface
public interface RequestHandler {
    /**
     * Executes a request.
     *
     * @param request the request: name, arguments and id as the client sent them, in band or out of band
     * @param context who asks, and what a handler may use
     * @return completes, on any thread, with the reply. It reaches the client as it is, whatever its error class,
     *     text or result, with the members of the result in their order; its id is replaced by that of the request.
     *     A failure with {@link io.qmp.api.error.CommandFailedException} is a reply with its error. The next
     *     in-band command begins when the stage has completed
     */
    CompletionStage<Reply> handle(Request request, CommandContext context);
}
