package io.qmp.app.serve;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.archive.ClassArchive;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ExitLimit;
import io.qmp.app.process.Image;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.codec.JsonWireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuCommands;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
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
    private final StartingTransport transport;
    private final WireCodec codec = new JsonWireCodec();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private Serve(ServeOptions options, ProcessEnvironment environment, StartingTransport transport) {
        this.options = options;
        this.environment = environment;
        this.transport = transport;
    }

    /**
     * Starts the server and waits for its end.
     *
     * @param words the command line behind {@code serve}
     * @return the exit status
     * @throws OptionException if it cannot start
     * @throws InterruptedException if the thread is interrupted
     */
    public static int run(List<String> words, ProcessEnvironment environment) throws InterruptedException {
        boolean verbose = words.contains(ServeOptions.VERBOSE);
        StartingTransport transport = StartingTransport.begin(verbose);
        try {
            ServeOptions options = ServeOptions.parse(words);
            if (options.help()) {
                environment.out().print(helpText());
                return 0;
            }
            if (options.verbose() != verbose) { // it was the value of another option, or is in a file
                Logs.show(options.verbose());
            }
            return new Serve(options, environment, transport).run();
        } finally {
            transport.close(); // done if the server has run
        }
    }

    private int run() throws InterruptedException {
        options.warning().ifPresent(warning -> environment.err().println("qmp: " + warning));
        List<MonitorSpec> monitors = options.monitors();
        Optional<QtestOption> qtest = options.qtest();
        MachinePlugin machine = machine();
        machine.config().messages().forEach(line -> environment.err().println("qmp: " + line));
        List<QmpPlugin> configured = configured(machine);
        boolean hasMachine = configured.contains(machine);
        Duration grace = options.server().shutdownGrace();
        QmpServer server = server(configured);
        CompletableFuture<ShutdownCause> ended =
                server.closed().thenCompose(cause -> transport.close(CLOSING).thenApply(closed -> cause));
        environment.signals().watch(number -> server.shutdown(ShutdownCause.HOST_SIGNAL), grace);
        try {
            options.pidFile().ifPresent(PidFile::write);
            Optional<MachinePlugin> owner = hasMachine ? Optional.of(machine) : Optional.empty();
            openQtest(qtest.filter(option -> !option.isOnDevice()), server, owner);
            GuestAgent agent = new GuestAgent(server, owner, transport, serverOptions());
            agent.listen(options.agents(), environment);
            new Monitors(server, environment, owner).open(monitors);
            openQtest(qtest.filter(QtestOption::isOnDevice), server, owner);
            if (hasMachine) {
                startIncoming(machine);
            }
            agent.runAtPort();
            if (options.daemon()) {
                Daemon.detach(environment.out());
            }
            ready.complete(null);
            ClassArchive.makeIfMissingLater();
            Logs.show(options.verbose());
            Waiting.await(ended);
        } catch (RuntimeException e) {
            server.shutdown(ShutdownCause.HOST_ERROR);
            if (Waiting.await(ended) == ShutdownCause.HOST_ERROR) {
                throw e;
            } // else a signal came while it was starting; that nothing can be opened any more is no failure then
        }
        return hasMachine ? machine.exitStatus() : 0;
    }

    private void openQtest(Optional<QtestOption> qtest, QmpServer server, Optional<MachinePlugin> machine)
            throws InterruptedException {
        if (qtest.isPresent() && machine.isPresent()) {
            qtest.get().open(transport, server, machine.get());
        }
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

    /** As in QEMU, clients may use all files and ports that the program may, unless the options limit them. */
    private MachinePlugin machine() {
        List<String> words = new ArrayList<>(List.of("-host-files", "any", "-open-network", "on"));
        words.addAll(options.machine());
        return OptionException.translate(() -> new MachinePlugin(
                MachineOptions.parse(words, codec),
                codec,
                options.server().version().qemu()));
    }

    private QmpServer server(List<QmpPlugin> configured) {
        Injection injection = new Injection(codec, transport, serverOptions());
        QmpServerBuilder builder = QmpServer.builder()
                .codec(codec)
                .transport(transport)
                .options(serverOptions())
                .executeAfter(ready)
                .beforeRegistering(injection::fill);
        if (Image.isClassPath()) {
            builder.installedPlugins(List.of(new CorePlugin()));
        }
        for (Path directory : options.pluginDirectories()) {
            builder.pluginDirectory(directory);
        }
        for (String name : options.withoutPlugins()) {
            builder.withoutPlugin(name);
        }
        for (QmpPlugin plugin : configured) {
            builder.plugin(plugin);
        }
        try {
            return builder.build();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new OptionException(String.valueOf(e.getMessage())); // for people: what cannot be opened, and why
        }
    }
}
