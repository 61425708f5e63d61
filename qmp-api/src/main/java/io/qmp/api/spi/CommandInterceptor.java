package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.concurrent.CompletionStage;

/**
 * Stands around the commands of a server, those of other plugins included: sees each request before its arguments
 * are checked and bound, and its reply before it is written. It may pass the request on, pass another one on,
 * refuse it, or answer it itself; and return another reply than the one it has received.
 *
 * <pre>{@code
 * // A rule: only local clients may end the server.
 * registry.interceptor((request, context, next) -> {
 *     if (request.command().equals("quit") && !context.session().peer().isLocal()) {
 *         throw CommandFailedException.generic("Only local clients may end the server");
 *     }
 *     return next.handle(request, context);
 * });
 * }</pre>
 *
 * <p><b>Which requests.</b> All that a server executes: those whose command exists (or goes to the
 * {@linkplain PluginRegistry#fallback fallback}), is not disabled by policy, and may be executed out of band if it
 * was sent so. Other requests are refused before, in QEMU's order. The {@code qmp_capabilities} that ends
 * negotiation is not intercepted. A refused command stays in {@code query-commands} and in the introspection.
 *
 * <p><b>Order.</b> Interceptors are called in the order in which they were registered: the first is the outermost,
 * sees the request as the client sent it, and the reply last.
 *
 * <p>A rule about the client's user asks {@link io.qmp.api.host.PeerCredentials#requireUid}, which throws where the
 * user is not known: the command is refused, and the log says why. {@code credentials().uid()} is for logs, and for
 * rules that decide themselves what holds for an unknown user.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface CommandInterceptor {
    /**
     * Handles one request. Called on the server's event loop, with the plugin's class loader as the context class
     * loader; it must not block. For in-band requests the command's turn has begun: the next in-band command waits
     * until the returned stage has completed. If the session is closed meanwhile, the reply is dropped.
     *
     * @param request the request: name, arguments and id, in band or out of band
     * @param context who asks
     * @param next executes a request by the following interceptors and the command. May be called on any thread; also
     *     later, several times, or not at all; the request may be another one, also of another command, and is checked
     *     as that of a client. Its stage completes on the loop and never fails: whatever goes wrong is a {@link
     *     Reply.Failure}. After the end of the server it executes nothing, and the reply is an error
     * @return completes, on any thread, with the reply; its id is replaced by that of {@code request}. Failures,
     *     thrown or in the stage, are as those of a {@link RequestHandler}
     */
    CompletionStage<Reply> intercept(Request request, CommandContext context, RequestHandler next);
}
