package io.qmp.app.serve;

import io.qmp.api.error.QmpException;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Opens the monitors of a server. */
final class Monitors {
    private final QmpServer server;
    private final ProcessEnvironment environment;
    private final List<QmpAddress> addresses = new ArrayList<>();
    private boolean stdio;

    Monitors(QmpServer server, ProcessEnvironment environment) {
        this.server = server;
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
                open(spec);
            } catch (OptionException e) {
                throw e.of(spec.source());
            } catch (QmpException e) {
                throw new OptionException(String.valueOf(e.getMessage())).of(spec.source());
            }
        }
        if (!addresses.isEmpty()) {
            String where = addresses.stream().map(QmpAddress::toString).collect(Collectors.joining(", "));
            String line = "listening on " + where;
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
            server.serve(NamedPipe.open(pipe.path()).connection(server.loop()), spec.options());
        } else {
            stdio = true;
            server.serve(StreamConnection.ofStdio(environment, server.loop()), spec.options());
        }
    }

    /** Tries until there is a connection, as QEMU does, while the server runs. */
    private void keepDialing(Chardev.Socket socket, MonitorOptions options, Duration pause) {
        server.dial(socket.address(), options, socket.connectOptions()).whenComplete((nothing, failure) -> {
            if (failure != null && !server.closed().isDone()) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                environment
                        .err()
                        .println("qmp: Unable to connect character device "
                                + options.label().orElse("") + ": "
                                + String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""));
                server.loop().schedule(pause, () -> keepDialing(socket, options, pause));
            }
        });
    }

    private void open(MonitorSpec spec, Chardev.Socket socket) throws InterruptedException {
        MonitorOptions options = spec.options()
                .withListen(socket.options().withDescriptors())
                .withWrapper(socket.stream().open());
        if (!socket.server()) {
            if (socket.reconnect().isPresent()) {
                keepDialing(socket, options, socket.reconnect().get());
            } else {
                Waiting.await(server.dial(socket.address(), options, socket.connectOptions()));
            }
            return;
        }
        if (socket.waits()) {
            options = options.withWait();
            environment
                    .err()
                    .println("qmp: " + spec.source() + ": info: QEMU waiting for connection on: disconnected:"
                            + socket.address() + ",server=on");
        }
        addresses.add(Waiting.await(server.listen(socket.address(), options)));
    }
}
