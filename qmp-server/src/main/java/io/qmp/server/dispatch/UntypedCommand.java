package io.qmp.server.dispatch;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.server.guard.PluginCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A command without a type, whose handler receives requests as they came.
 */
public final class UntypedCommand implements ReplyingCommand {
    private final SchemaInfo.Command description;
    private final List<SchemaInfo> types;
    private final Set<String> features;
    private final RequestHandler handler;
    private final PluginCode plugin;

    /**
     * Makes the command.
     *
     * @param description what the introspection says of it
     * @param types the types that the description refers to
     * @param handler executes it
     * @param plugin the plugin it came from
     */
    public UntypedCommand(
            SchemaInfo.Command description, List<SchemaInfo> types, RequestHandler handler, PluginCode plugin) {
        List<String> known = description.features();
        this.description = description;
        this.types = types;
        this.features = known == null ? Set.of() : Set.copyOf(known);
        this.handler = handler;
        this.plugin = plugin;
    }

    /** {@return what the introspection says: the command, followed by its types} */
    public List<SchemaInfo> description() {
        List<SchemaInfo> entities = new ArrayList<>(types);
        entities.add(0, description);
        return entities;
    }

    @Override
    public String name() {
        return description.name();
    }

    @Override
    public Set<String> features() {
        return features;
    }

    @Override
    public boolean allowsOutOfBand() {
        return Boolean.TRUE.equals(description.allowOob());
    }

    @Override
    public PluginCode plugin() {
        return plugin;
    }

    @Override
    public CompletionStage<Reply> call(Request request, CommandContext context) {
        return Objects.requireNonNull(handler.handle(request, context), "its handler has returned null");
    }

    /** {@return command and plugin, for messages} */
    @Override
    public String toString() {
        return "the command " + name() + " of " + plugin;
    }
}
