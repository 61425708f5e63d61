package io.qmp.server.plugin;

import io.qmp.api.schema.Schema;
import io.qmp.server.dispatch.CommandTable;
import io.qmp.server.dispatch.RegisteredInterceptor;
import io.qmp.server.event.EventTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the plugins of a server have registered.
 *
 * @param commands all commands; declared ones follow the others
 * @param events all events; declared ones follow the others
 * @param interceptors the interceptors, the outermost first
 * @param recorded supplies the recorded schema, if a plugin has one; throws {@link IllegalStateException} with the
 *     plugin's name if the plugin fails
 * @param sessions what concerns sessions
 */
public record Registered(
        CommandTable commands,
        EventTable events,
        List<RegisteredInterceptor> interceptors,
        Optional<Supplier<Schema>> recorded,
        SessionRules sessions) {}
