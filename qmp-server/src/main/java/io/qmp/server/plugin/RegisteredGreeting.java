package io.qmp.server.plugin;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Greeting;
import io.qmp.api.spi.GreetingSource;
import io.qmp.server.guard.PluginCode;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A source of greetings and the plugin it came from. Throws nothing; the stage may be a class of the plugin.
 *
 * @param source supplies the greetings
 * @param plugin the plugin
 */
record RegisteredGreeting(GreetingSource source, PluginCode plugin) implements GreetingSource {
    @Override
    public CompletionStage<Greeting> greeting(SessionInfo session) {
        ClassLoader outer = plugin.enter(this, session);
        try {
            return Objects.requireNonNull(source.greeting(session), "it has returned null");
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        } finally {
            plugin.leave(outer);
        }
    }

    /** {@return what it is, for messages} */
    @Override
    public String toString() {
        return "the greeting source of " + plugin;
    }
}
