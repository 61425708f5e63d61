package io.qmp.api.spi;

import io.qmp.api.Experimental;

/**
 * Adds commands and events to a server. A {@code ServiceLoader} service: an instance serves one server.
 *
 * <pre>{@code
 * public final class GreetPlugin implements QmpPlugin {
 *     @Override
 *     public void register(PluginRegistry registry) {
 *         registry.command(Greet.class, (greet, context) -> completedStage(new Greeted("hello " + greet.name())));
 *     }
 * }
 * }</pre>
 *
 * <p>Methods are called on the server's event loop, one at a time, but for {@link #register}, which is called by
 * the thread that builds the server. The thread's context class loader is that of the plugin's class, here and
 * wherever the server calls the plugin: in handlers, interceptors, and tasks and timers of {@link ServerContext#loop}.
 *
 * <p>What {@code register} throws stops the start of the server. What is thrown later, an {@link Error} too, is
 * logged and ends that call only.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface QmpPlugin {
    /** {@return the plugin's name in logs and errors} */
    default String name() {
        return getClass().getName();
    }

    /**
     * Registers commands, events and interceptors. Called once, before the server takes connections.
     *
     * @param registry valid until this method returns; its {@link PluginRegistry#server} may be kept
     */
    void register(PluginRegistry registry);

    /**
     * The server is about to end. Sessions are still open: an event that is emitted here reaches them.
     *
     * @param cause why
     */
    default void shuttingDown(ShutdownCause cause) {}

    /**
     * Releases the plugin's resources: the server has ended. Called once if {@link #register} was called, also if
     * that failed or the server never took a connection; if the server could not be built, by the thread that
     * builds it.
     */
    default void close() {}
}
