package io.qmp.app.tool;

import io.qmp.app.metrics.MetricsConfig;
import io.qmp.app.metrics.MetricsServer;
import io.qmp.app.metrics.MetricsSettings;
import io.qmp.app.metrics.VmTarget;
import io.qmp.app.option.Numbers;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code qmp metrics}: an exporter for Prometheus. */
public final class Measuring implements Tool {
    private static final Duration PERIOD = Duration.ofSeconds(15);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Syntax.Option LISTEN = new Syntax.Option(
            "--listen", "HOST:PORT", "Where Prometheus gets the page; the default is 127.0.0.1:9179.");
    private static final Syntax.Option CONFIG = new Syntax.Option(
            "--config", "FILE", "Virtual machines with names and labels, and the other settings, as JSON.");
    private static final Syntax.Option WATCH = new Syntax.Option(
            "--watch",
            "PATTERN",
            "Each socket of this directory, or that this pattern matches, is a virtual machine for as long as it is"
                    + " there. May be given more than once.",
            true);
    private static final Syntax.Option EVERY =
            new Syntax.Option("--period", "SECONDS", "How often each virtual machine is asked; the default is 15.");
    private static final Syntax.Option WITHIN = new Syntax.Option(
            "--deadline", "SECONDS", "After which time without an answer it counts as down; the default is 5.");
    private static final Syntax.Option LIBVIRT =
            new Syntax.Option("--libvirt-names", "", "Shows metrics by the names of exporters for libvirt, too.");

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Shows metrics of virtual machines to Prometheus.",
                        "Asks each virtual machine on a schedule of its own, and serves what it has answered at /metrics. The"
                                + " machines need not be there yet. Ends with status 0 at a signal.",
                        List.of(new Syntax.Parameter(
                                "ADDRESS",
                                Syntax.Count.ANY,
                                "Monitors of virtual machines, as other subcommands take them.")),
                        List.of(LISTEN, CONFIG, WATCH, EVERY, WITHIN, LIBVIRT, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example(
                                "qmp metrics unix:/run/vm.sock",
                                "shows metrics of one machine at 127.0.0.1:9179/metrics"),
                        new Syntax.Example(
                                "qmp metrics --watch /run/vms --listen 127.0.0.1:9180",
                                "shows those of all machines with a socket there"));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        MetricsConfig config = line.value(CONFIG)
                .map(file -> MetricsConfig.read(file, Clients.CODEC))
                .orElse(MetricsConfig.NONE);
        MetricsSettings settings = new MetricsSettings(
                Peer.tcp(line.value(LISTEN).orElse("127.0.0.1:9179")),
                targets(line, config),
                Stream.concat(line.values(WATCH).stream(), config.watch().stream())
                        .toList(),
                config.labels(),
                seconds(line, EVERY).or(config::period).orElse(PERIOD),
                seconds(line, WITHIN).or(config::deadline).orElse(DEADLINE),
                line.has(LIBVIRT));
        if (settings.targets().isEmpty() && settings.watched().isEmpty()) {
            throw new OptionException("which virtual machines is not said: ADDRESS, --watch or --config is missing");
        }
        Logs.show(line.has(CommonOptions.VERBOSE));
        new MetricsServer(settings, environment).run();
    }

    private static List<VmTarget> targets(ToolLine line, MetricsConfig config) {
        Map<String, VmTarget> targets = new LinkedHashMap<>();
        for (MetricsConfig.Vm vm : config.vms()) {
            add(targets, target(Peer.machine(vm.address()), vm));
        }
        for (String address : line.parametersFrom(0)) {
            Peer peer = Peer.machine(address);
            MetricsConfig.Vm unnamed = new MetricsConfig.Vm(address, Optional.empty(), Map.of());
            add(targets, target(peer, unnamed));
        }
        return List.copyOf(targets.values());
    }

    private static VmTarget target(Peer peer, MetricsConfig.Vm vm) {
        String name = vm.name().orElseGet(() -> VmTarget.nameOf(peer.address()));
        return new VmTarget(name, peer.address(), peer.options(), vm.labels());
    }

    private static void add(Map<String, VmTarget> targets, VmTarget target) {
        if (targets.putIfAbsent(target.name(), target) != null) {
            throw new OptionException(
                    "two virtual machines are named '" + target.name() + "'\nGive them names in the file of --config");
        }
    }

    private static Optional<Duration> seconds(ToolLine line, Syntax.Option option) {
        return line.value(option).map(text -> Duration.ofSeconds(Numbers.positive(text, Integer.MAX_VALUE)));
    }
}
