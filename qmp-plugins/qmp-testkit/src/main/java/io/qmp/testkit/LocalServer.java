package io.qmp.testkit;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.error.QmpException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Event;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.contracts.TestServer;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A server with plugins and a client of it, within the test. All work is done within calls of its methods, and time
 * passes only by {@link #advance}: no test waits, and no result depends on the speed of the machine.
 *
 * <pre>{@code
 * try (LocalServer server = LocalServer.with(new GreetPlugin())) {
 *     assertEquals(new Greeted("hello ada"), server.execute(new Greet("ada")));
 *     server.advance(Duration.ofSeconds(1));
 *     assertEquals(List.of("GREETING_FADED"), server.eventNames());
 * }
 * }</pre>
 *
 * <p>Used by one thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class LocalServer implements TestServer {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualEventLoop loop = new ManualEventLoop(START);
    private final QmpServer server;
    private final QmpClient client;
    private final List<Event> events = new ArrayList<>();

    private LocalServer(QmpServerBuilder builder) {
        this.server = builder.loop(loop).clock(loop).build();
        this.client = await(QmpClient.over(server.openLocal()));
        client.listen(event -> true, events::add);
        loop.runPending();
    }

    /** {@return a server with these plugins and no others} */
    public static LocalServer with(QmpPlugin... plugins) {
        QmpServerBuilder builder = QmpServer.builder().withoutInstalledPlugins();
        List.of(plugins).forEach(builder::plugin);
        return new LocalServer(builder);
    }

    /**
     * {@return a server as a builder describes it}
     *
     * @param builder what it sets of loop, transport and clock is replaced
     */
    public static LocalServer of(QmpServerBuilder builder) {
        return new LocalServer(builder);
    }

    /**
     * Executes a command and returns its result.
     *
     * @throws QmpException as the client's future fails
     * @throws IllegalStateException if there is no answer without time passing: see {@link #client}
     */
    public <R> R execute(Command<R> command) {
        return await(client.execute(command));
    }

    /**
     * Executes a command by its name and returns its result.
     *
     * @throws QmpException as the client's future fails
     * @throws IllegalStateException if there is no answer without time passing: see {@link #client}
     */
    @Override
    public QmpValue execute(String command, QmpObject arguments) {
        return await(client.execute(command, arguments));
    }

    /** {@return the client, for commands that take time; {@link #advance} lets it pass} */
    public QmpClient client() {
        return client;
    }

    /** {@return the server} */
    public QmpServer server() {
        return server;
    }

    @Override
    public ServerContext context() {
        return server.context();
    }

    /** Moves the clock of the loop, running what is due on the way. */
    public void advance(Duration time) {
        loop.advance(time);
    }

    /** {@return the events since the last call, in the order in which they were sent} */
    public List<Event> events() {
        loop.runPending();
        List<Event> heard = List.copyOf(events);
        events.clear();
        return heard;
    }

    @Override
    public List<String> eventNames() {
        return events().stream().map(Event::name).toList();
    }

    /** {@return the result of a future that needs no time to pass} */
    private <R> R await(CompletionStage<R> stage) {
        CompletableFuture<R> future = stage.toCompletableFuture();
        loop.runPending();
        if (!future.isDone()) {
            throw new IllegalStateException("there is no answer yet: let time pass, with client() and advance()");
        }
        try {
            return Objects.requireNonNull(future.getNow(null));
        } catch (CompletionException e) {
            throw e.getCause() instanceof QmpException failure ? failure : e;
        }
    }

    /**
     * Ends client and server.
     *
     * @throws IllegalStateException if the server leaves something behind: a session, or a timer of a plugin
     */
    @Override
    public void close() {
        client.close();
        server.shutdown(ShutdownCause.HOST_SIGNAL);
        loop.advance(ServerOptions.DEFAULT.shutdownGrace().plusSeconds(1));
        if (!server.closed().isDone() || server.sessions() > 0 || loop.timers() > 0) {
            throw new IllegalStateException("the server left " + server.sessions() + " sessions and " + loop.timers()
                    + " timers behind: plugins cancel theirs in close()");
        }
    }
}
