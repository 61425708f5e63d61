package io.qmp.app.serve;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Transport;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.archive.ClassArchive;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ExitLimit;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuCommands;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import io.qmp.server.guice.ServerModule;
import io.qmp.transport.vertx.VertxTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** {@code qmp serve}: runs a server until a client says {@code quit}, the guest ends or a signal comes. */
public final class Serve {
    private static final String HELP = "serve.txt";

    /** How long the transport may take to close; a transport whose loop is blocked never does. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    /**
     * What the program needs of its grace after the server's own: the server is given up half a second after its
     * grace, then the transport closes, then shutdown hooks run.
     */
    private static final Duration AFTER_THE_SERVER =
            Duration.ofMillis(500).plus(CLOSING).plus(ExitLimit.HOOKS);

    private final ServeOptions options;
    private final ProcessEnvironment environment;

    public Serve(ServeOptions options, ProcessEnvironment environment) {
        this.options = options;
        this.environment = environment;
    }

    /**
     * Starts the server and waits for its end.
     *
     * @return the exit status
     * @throws OptionException if it cannot start
     * @throws InterruptedException if the thread is interrupted
     */
    public int run() throws InterruptedException {
        if (options.help()) {
            environment.out().print(helpText());
            return 0;
        }
        Logs.show(options.verbose());
        options.warning().ifPresent(warning -> environment.err().println("qmp: " + warning));
        List<MonitorSpec> monitors = options.monitors();
        Optional<QtestOption> qtest = options.qtest();
        // Loading Vert.x takes as long as reading the machine's options and making the injector, and happens beside it.
        CompletableFuture<Transport> transport = CompletableFuture.supplyAsync(VertxTransport::create);
        MachinePlugin machine = machine(transport);
        List<QmpPlugin> configured = configured(machine);
        boolean hasMachine = configured.contains(machine);
        Duration grace = options.server().shutdownGrace();
        QmpServer server = server(transport, configured);
        CompletableFuture<ShutdownCause> ended = server.closed()
                .thenCompose(cause -> bounded(transport.join().close()).thenApply(closed -> cause));
        environment.signals().watch(number -> server.shutdown(ShutdownCause.HOST_SIGNAL), grace);
        try {
            options.pidFile().ifPresent(PidFile::write);
            if (hasMachine && qtest.isPresent()) {
                qtest.get().open(transport.join(), server.loop(), machine);
            }
            Optional<MachinePlugin> owner = hasMachine ? Optional.of(machine) : Optional.empty();
            GuestAgent agent = new GuestAgent(server, owner, transport.join(), serverOptions());
            agent.listen(options.agents(), environment);
            new Monitors(server, environment, owner).open(monitors);
            if (hasMachine) {
                startIncoming(machine);
            }
            agent.runAtPort();
            if (options.daemon()) {
                Daemon.detach(environment.out());
            }
            ClassArchive.makeIfMissingLater();
            Waiting.await(ended);
        } catch (RuntimeException e) {
            server.shutdown(ShutdownCause.HOST_ERROR);
            if (Waiting.await(ended) == ShutdownCause.HOST_ERROR) {
                throw e;
            } // else a signal came while it was starting; that nothing can be opened any more is no failure then
        }
        return hasMachine ? machine.exitStatus() : 0;
    }

    /** As in QEMU, the program ends if the migration that its options name cannot come. */
    private static void startIncoming(MachinePlugin machine) throws InterruptedException {
        try {
            Waiting.await(machine.startIncoming());
        } catch (CommandFailedException e) {
            throw new OptionException("-incoming: " + e.error().desc());
        }
    }

    /** The plugins that get their options from the command line, beside the installed ones. */
    private List<QmpPlugin> configured(MachinePlugin machine) {
        // First the descriptors: block nodes of the machine may be opened by them.
        List<QmpPlugin> configured = new ArrayList<>(options.descriptors());
        if (!options.withoutPlugins().contains(machine.name())) {
            configured.add(machine);
        }
        if (options.knowsAllCommands()) {
            configured.add(QemuCommands.plugin());
        }
        return configured;
    }

    /** A transport whose loop is blocked does not close; the program ends all the same. */
    private static CompletionStage<Void> bounded(CompletionStage<Void> closing) {
        return closing.toCompletableFuture().completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The options of the server, which ends early enough for the whole program to end within the grace. */
    private ServerOptions serverOptions() {
        ServerOptions all = options.server();
        return all.withShutdownGrace(all.shutdownGrace().minus(AFTER_THE_SERVER));
    }

    /** {@return what {@code --help} shows} */
    public static String helpText() {
        try (InputStream text = Objects.requireNonNull(Serve.class.getResourceAsStream(HELP))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in QEMU, clients may use all files that the program may, unless the options limit them. */
    private MachinePlugin machine(CompletableFuture<Transport> transport) {
        List<String> words = new ArrayList<>(List.of("-host-files", "any"));
        words.addAll(options.machine());
        try {
            return OptionException.translate(() -> new MachinePlugin(
                    MachineOptions.parse(words),
                    WireCodec.installed(),
                    options.server().version().qemu()));
        } catch (RuntimeException e) {
            transport.thenCompose(Transport::close);
            throw e;
        }
    }

    private QmpServer server(CompletableFuture<Transport> transport, List<QmpPlugin> configured) {
        try {
            ServerModule module = ServerModule.withInstalledPlugins();
            for (Path directory : options.pluginDirectories()) {
                module = module.withPluginDirectory(directory);
            }
            for (String name : options.withoutPlugins()) {
                module = module.withoutPlugin(name);
            }
            return Guice.createInjector(
                            Stage.PRODUCTION, new ServeModule(transport, module, serverOptions(), configured))
                    .getInstance(QmpServer.class);
        } catch (IllegalArgumentException e) {
            transport.thenCompose(Transport::close);
            throw new OptionException(String.valueOf(e.getMessage()));
        } catch (CreationException e) {
            transport.thenCompose(Transport::close);
            throw new OptionException(
                    e.getErrorMessages().stream().map(Serve::reason).toArray(String[]::new));
        }
    }

    /** What the server says of itself, or of its plugins, is for people; what else was thrown is named in full. */
    private static String reason(Message message) {
        Throwable cause = message.getCause();
        return cause instanceof IllegalStateException || cause instanceof IllegalArgumentException
                ? String.valueOf(cause.getMessage())
                : cause == null ? message.getMessage() : cause.toString();
    }
}
