package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.guard.PluginCode;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A part of a plugin that responds to requests: a command or an interceptor.
 *
 * @param <R> what its stage completes with
 */
interface Responder<R> {
    /** {@return the plugin that it is called as} */
    PluginCode plugin();

    /** Calls the plugin; throws what it throws. */
    CompletionStage<R> call(Request request, CommandContext context);

    /** {@return the reply with a result} Throws what is wrong with the result. */
    Reply reply(@Nullable R result, Request request);

    /** {@return what responds to a request and the plugin it is of, for messages} */
    default String text(Request request) {
        return toString();
    }

    /** {@return the reply of an untyped handler as that to a request; nothing but its id is changed} */
    static Reply unchanged(@Nullable Reply reply, Request request) {
        Reply known = answering(reply, request);
        return known instanceof Reply.Success success ? success.keepingOrder() : known;
    }

    /** {@return a reply with the id of a request} */
    static Reply answering(@Nullable Reply reply, Request request) {
        return Objects.requireNonNull(reply, "its stage has completed with null")
                .withId(request.id());
    }
}
