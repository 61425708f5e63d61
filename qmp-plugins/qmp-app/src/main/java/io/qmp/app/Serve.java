package io.qmp.app;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Transport;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.plugin.qemu.QemuCommands;
import io.qmp.server.QmpServer;
import io.qmp.server.guice.ServerModule;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code qmp serve}: runs a server until it is told to end, by {@code quit} or by a signal. */
final class Serve implements Subcommand {
    private static final String VERBOSE = "-v";

    private final ServeOptions options = new ServeOptions();

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
        options.addTo(spec);
        spec.addOption(OptionSpec.builder(VERBOSE)
                .description("Logs what happens, on standard error.")
                .build());
        spec.usageMessage()
                .header("Runs a QMP server.")
                .description("Says on standard output where it listens, or on standard error if standard output is a"
                        + " monitor. Ends with status 0 when a client says quit or a signal tells it to, with 1 if it"
                        + " cannot start.");
        // As QEMU has it: a value is a word of its own. What is left over is the machine's.
        spec.parser()
                .separator(" ")
                .unmatchedArgumentsAllowed(true)
                .posixClusteredShortOptionsAllowed(false)
                .expandAtFiles(false);
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Host host) throws InterruptedException {
        Logs.show(parsed.hasMatchedOption(VERBOSE));
        List<MonitorSpec> monitors = options.monitors();
        Injector injector = injector(machine(parsed.unmatched()));
        QmpServer server = injector.getInstance(QmpServer.class);
        Transport transport = injector.getInstance(Transport.class);
        CompletionStage<ShutdownCause> ended =
                server.whenEnded().thenCompose(cause -> transport.close().thenApply(closed -> cause));
        Signals.Watch watch = host.signals().watch(() -> {
            server.shutdown(ShutdownCause.HOST_SIGNAL);
            return ended;
        });
        try {
            new Monitors(server, host).open(monitors);
            Waiting.await(ended);
        } catch (OptionException e) {
            server.shutdown(ShutdownCause.HOST_ERROR);
            if (Waiting.await(ended) == ShutdownCause.HOST_ERROR) {
                throw e;
            } // else it was told to end while it was starting
        } finally {
            watch.close();
        }
        return 0;
    }

    private static MachineConfig machine(List<String> words) {
        try {
            return MachineOptions.parse(words);
        } catch (IllegalArgumentException e) {
            throw new OptionException(String.valueOf(e.getMessage()));
        }
    }

    private Injector injector(MachineConfig machine) {
        try {
            ServerModule module = ServerModule.withInstalledPlugins();
            for (Path directory : options.pluginDirectories()) {
                module = module.withPluginDirectory(directory);
            }
            for (String name : options.withoutPlugins()) {
                module = module.withoutPlugin(name);
            }
            Stream<QmpPlugin> declared = options.knowsAllCommands() ? Stream.of(QemuCommands.plugin()) : Stream.of();
            List<QmpPlugin> configured = Stream.concat(Stream.of(new MachinePlugin(machine)), declared)
                    .filter(plugin -> !options.withoutPlugins().contains(plugin.name()))
                    .toList();
            return Guice.createInjector(Stage.PRODUCTION, new ServeModule(module, options.server(), configured));
        } catch (IllegalArgumentException e) {
            throw new OptionException(String.valueOf(e.getMessage()));
        } catch (CreationException e) {
            throw new OptionException(e.getErrorMessages().stream()
                    .map(Message::getCause)
                    .map(String::valueOf)
                    .toArray(String[]::new));
        }
    }
}
