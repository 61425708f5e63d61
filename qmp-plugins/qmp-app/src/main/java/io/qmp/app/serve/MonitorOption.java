package io.qmp.app.serve;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.server.MonitorOptions;
import io.qmp.server.QmpServer;
import java.util.Optional;
import java.util.function.Consumer;

/** The option {@code -qmp} of other subcommands: one monitor, described as {@code serve} takes it. */
public final class MonitorOption {
    /** The name of the option. */
    public static final String NAME = "-qmp";

    private final MonitorSpec spec;

    private MonitorOption(MonitorSpec spec) {
        this.spec = spec;
    }

    /**
     * {@return the monitor that a text describes}
     *
     * @throws OptionException if it describes none
     */
    public static MonitorOption parse(String text) {
        MonitorSpecs specs = new MonitorSpecs();
        new Option(NAME, text).giveTo(option -> specs.qmp(option, false));
        return new MonitorOption(specs.toList().get(0));
    }

    /**
     * Opens it as a monitor of a server, and says where it listens.
     *
     * @throws OptionException if it cannot be opened
     * @throws ConnectFailedException if it cannot listen or connect
     */
    public void open(QmpServer server, ProcessEnvironment environment) throws InterruptedException {
        if (spec.chardev() instanceof Chardev.Socket socket && socket.server()) {
            SocketInUse.refuse(socket.address());
        }
        new Monitors(server, environment, Optional.empty()).openOnly(spec);
    }

    /**
     * Where a monitor listens.
     *
     * @param address where
     * @param options how it serves its clients
     */
    public record Listening(QmpAddress address, MonitorOptions options) {}

    /**
     * {@return the socket that it listens at, which passes descriptors} Opens its log file, if it has one.
     *
     * @throws OptionException if it is no socket that listens
     * @throws ConnectFailedException if another process listens there
     */
    public Listening listening() {
        if (spec.chardev() instanceof Chardev.Socket socket && socket.server()) {
            SocketInUse.refuse(socket.address());
            return new Listening(
                    socket.address(),
                    spec.options()
                            .withListen(socket.options().withDescriptors())
                            .withStream(socket.stream().open()));
        }
        throw new OptionException("it takes clients at a socket with server=on").of(spec.source());
    }

    /**
     * Takes connections at its socket, with descriptors.
     *
     * @param acceptor receives them, on the loop
     * @return where it listens, with the port that was chosen
     * @throws OptionException if it is no socket that listens
     * @throws ConnectFailedException if it cannot listen
     */
    public QmpAddress accept(Transport transport, EventLoop loop, Consumer<Connection> acceptor)
            throws InterruptedException {
        Listening where = listening();
        var wrapper = where.options().stream().wrapper();
        Listener listener = Waiting.await(transport.listen(
                where.address(),
                where.options().listen(),
                loop,
                connection -> acceptor.accept(wrapper.apply(connection))));
        return listener.address();
    }
}
