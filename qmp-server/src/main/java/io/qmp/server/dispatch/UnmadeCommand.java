package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.guard.PluginCode;
import java.util.concurrent.CompletionStage;

/**
 * In place of a command that could not be made: it fails as one whose handler throws.
 *
 * @param name its name
 * @param plugin the plugin that claims the name
 * @param failure why it could not be made
 */
record UnmadeCommand(String name, PluginCode plugin, IllegalStateException failure) implements ReplyingCommand {
    @Override
    public CompletionStage<Reply> call(Request request, CommandContext context) {
        throw failure;
    }

    /** {@return what it is, for messages} */
    @Override
    public String toString() {
        return "the command " + name + " of " + plugin;
    }
}
