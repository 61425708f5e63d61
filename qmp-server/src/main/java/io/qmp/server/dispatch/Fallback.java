package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.guard.PluginCode;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The executor of requests for commands that no plugin executes. Nothing is known of these: all of them pass, in band
 * and out of band.
 *
 * @param handler executes them
 * @param plugin the plugin it came from
 */
public record Fallback(RequestHandler handler, PluginCode plugin) implements ReplyingCommand {
    @Override
    public String name() {
        return "";
    }

    @Override
    public CompletionStage<Reply> call(Request request, CommandContext context) {
        return Objects.requireNonNull(handler.handle(request, context), "it has returned null");
    }

    @Override
    public String text(Request request) {
        return this + ", for the command " + request.command();
    }

    /** {@return what it is, for messages} */
    @Override
    public String toString() {
        return "the fallback of " + plugin;
    }
}
