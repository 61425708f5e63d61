package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.guard.PluginCode;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An interceptor in its place in the chain.
 *
 * @param registered the interceptor with its plugin
 * @param next executes requests by what follows in the chain
 */
record Interceptor(RegisteredInterceptor registered, RequestHandler next) implements Responder<Reply> {
    @Override
    public PluginCode plugin() {
        return registered.plugin();
    }

    @Override
    public CompletionStage<Reply> call(Request request, CommandContext context) {
        return Objects.requireNonNull(
                registered.interceptor().intercept(request, context, next), "it has returned null");
    }

    @Override
    public Reply reply(@Nullable Reply result, Request request) {
        return Responder.answering(result, request);
    }

    @Override
    public String text(Request request) {
        return this + ", for the command " + request.command();
    }

    /** {@return what it is, for messages} */
    @Override
    public String toString() {
        return "an interceptor of " + plugin();
    }
}
