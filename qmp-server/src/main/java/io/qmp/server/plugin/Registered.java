package io.qmp.server.plugin;

import io.qmp.api.schema.Schema;
import io.qmp.server.dispatch.Fallback;
import io.qmp.server.dispatch.RegisteredInterceptor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The registrations of the plugins of a server.
 *
 * @param entries commands and events
 * @param fallback executes all other commands, if a plugin does
 * @param interceptors the interceptors, the outermost first
 * @param recorded supplies the recorded schema, if a plugin has one; throws {@link IllegalStateException} with the
 *     plugin's name if the plugin fails
 * @param sessions what concerns sessions
 */
public record Registered(
        Entries entries,
        Optional<Fallback> fallback,
        List<RegisteredInterceptor> interceptors,
        Optional<Supplier<Schema>> recorded,
        SessionRules sessions) {}
