package io.qmp.app.serve;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.QmpException;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.PseudoTerminal;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import io.qmp.server.Redial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the monitors of a server. */
final class Monitors {
    private final QmpServer server;
    private final ProcessEnvironment environment;
    private final Optional<MachinePlugin> machine;
    private final List<QmpAddress> addresses = new ArrayList<>();
    private boolean stdio;

    /**
     * Makes it.
     *
     * @param machine has the devices through which no client comes
     */
    Monitors(QmpServer server, ProcessEnvironment environment, Optional<MachinePlugin> machine) {
        this.server = server;
        this.machine = machine;
        this.environment = environment;
    }

    /**
     * Opens monitors one after the other, as QEMU does: one with {@code wait=on} holds up those behind it. Says where
     * the server listens.
     *
     * @throws OptionException if one cannot be opened
     */
    void open(List<MonitorSpec> specs) throws InterruptedException {
        for (MonitorSpec spec : specs) {
            try {
                openAsOption(spec);
            } catch (QmpException e) {
                throw new OptionException(String.valueOf(e.getMessage())).of(spec.source());
            }
        }
        announce();
    }

    /**
     * Opens one monitor, and says where the server listens.
     *
     * @throws OptionException if it cannot be opened
     * @throws ConnectFailedException if it cannot listen or connect
     */
    void openOnly(MonitorSpec spec) throws InterruptedException {
        openAsOption(spec);
        announce();
    }

    private void openAsOption(MonitorSpec spec) throws InterruptedException {
        try {
            open(spec);
        } catch (OptionException e) {
            throw e.of(spec.source());
        }
    }

    private void announce() {
        List<String> shown = new ArrayList<>();
        for (QmpAddress address : addresses) {
            if (!address.scheme().equals("fd")) { // who has passed the descriptor knows it
                shown.add(address.toString());
            }
        }
        if (!shown.isEmpty()) {
            String line = "listening on " + String.join(", ", shown);
            if (stdio) {
                environment.err().println(line);
            } else {
                environment.out().println(line);
            }
        }
    }

    private void open(MonitorSpec spec) throws InterruptedException {
        if (spec.chardev() instanceof Chardev.Socket socket) {
            open(spec, socket);
        } else if (spec.chardev() instanceof Chardev.Pipe pipe) {
            MonitorOptions options = spec.options().withStream(pipe.stream().open());
            server.serve(NamedPipe.open(pipe.path()).connection(server.loop()), options);
        } else if (spec.chardev() instanceof Chardev.Pty pty) {
            open(spec, pty);
        } else if (spec.chardev() instanceof Chardev.Null none) {
            server.addUnconnected(
                    "null", spec.options().withStream(none.stream().open()));
        } else if (spec.chardev() instanceof Chardev.Backend device) {
            open(spec, device);
        } else if (spec.chardev() instanceof Chardev.Stdio standard) {
            stdio = true;
            MonitorOptions options = spec.options().withStream(standard.stream().open());
            server.serve(StreamConnection.ofStdio(environment, server.loop()), options);
        }
    }

    /** As QEMU, says where the terminal is. */
    private void open(MonitorSpec spec, Chardev.Pty pty) {
        PseudoTerminal terminal = terminal();
        String name = "pty:" + terminal.device();
        server.serve(
                new StreamConnection(server.loop(), name, terminal.input(), terminal.output(), terminal),
                spec.options().withStream(pty.stream().open()));
        environment
                .out()
                .println("char device redirected to " + terminal.device() + " (label "
                        + spec.options().label().orElseThrow() + ")");
    }

    private static PseudoTerminal terminal() {
        try {
            return DescriptorSource.installed().terminal();
        } catch (IOException | UnsupportedOperationException e) {
            throw new OptionException("Failed to create PTY: " + e.getMessage());
        }
    }

    private void open(MonitorSpec spec, Chardev.Backend device) throws InterruptedException {
        if (spec.options().isServed()) {
            throw new OptionException("no client comes through such a device");
        }
        MachinePlugin owner = machine.orElseThrow(() -> new OptionException("only a machine has such a device"));
        try {
            Waiting.await(owner.addChardev(spec.options().label().orElseThrow(), device.backend()));
        } catch (CommandFailedException e) {
            throw new OptionException(e.error().desc());
        }
    }

    private void report(MonitorOptions options, Throwable failure) {
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        environment
                .err()
                .println("qmp: Unable to connect character device "
                        + options.label().orElse("") + ": " + reason);
    }

    private void open(MonitorSpec spec, Chardev.Socket socket) throws InterruptedException {
        MonitorOptions options = spec.options()
                .withListen(socket.options().withDescriptors())
                .withStream(socket.stream().open());
        if (!socket.server()) {
            if (socket.reconnect().isPresent()) {
                Redial redial = new Redial(socket.reconnect().get(), failure -> report(options, failure));
                server.keepDialing(socket.address(), options, socket.connectOptions(), redial);
            } else {
                Waiting.await(server.dial(socket.address(), options, socket.connectOptions()));
            }
            return;
        }
        if (socket.waits()) {
            environment
                    .err()
                    .println("qmp: " + spec.source() + ": info: QEMU waiting for connection on: disconnected:"
                            + socket.address() + ",server=on");
        }
        addresses.add(Waiting.await(server.listen(socket.address(), socket.waits() ? options.withWait() : options)));
    }
}
