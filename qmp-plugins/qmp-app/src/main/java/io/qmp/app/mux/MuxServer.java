package io.qmp.app.mux;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.serve.MonitorOption.Listening;
import io.qmp.mux.AgentMux;
import io.qmp.mux.AgentMuxBuilder;
import io.qmp.mux.Mux;
import io.qmp.mux.MuxBuilder;
import io.qmp.mux.audit.AuditFileLimits;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Serves many clients with one QEMU or one guest agent, until a signal comes or QEMU has gone. */
public final class MuxServer {
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final QmpAddress address;
    private final ConnectOptions connect;
    private final MuxOptions options;
    private final ProcessEnvironment environment;
    private AuditLog audit = AuditLog.NONE;

    /**
     * Makes one.
     *
     * @param address where QEMU listens, or a guest agent
     * @param connect how to connect to it
     * @param options how the multiplexer behaves
     */
    public MuxServer(QmpAddress address, ConnectOptions connect, MuxOptions options, ProcessEnvironment environment) {
        this.address = address;
        this.connect = connect;
        this.options = options;
        this.environment = environment;
    }

    /**
     * Sets the file that gets the audit.
     *
     * @throws OptionException if it cannot be opened
     */
    public void audit(String file) {
        try {
            audit = AuditLog.jsonLines(Path.of(file), AuditFileLimits.DEFAULT);
        } catch (IOException e) {
            throw new OptionException(file + " cannot be written: " + FileFailure.reason(e));
        }
    }

    /**
     * {@return the policy in a file}
     *
     * @throws OptionException if it cannot be read, or is none
     */
    public static Policy policy(String file) {
        try {
            return Policy.read(Path.of(file));
        } catch (IOException e) {
            throw new OptionException(file + " cannot be read: " + FileFailure.reason(e));
        } catch (IllegalArgumentException e) {
            throw new OptionException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Serves with QEMU.
     *
     * @param listeners the texts of the options {@code -qmp}
     * @param policy says which roles clients have
     * @throws OptionException if it cannot listen there, or it is not said which roles clients have
     */
    public void run(List<String> listeners, Optional<Policy> policy) throws InterruptedException {
        MuxBuilder builder =
                Mux.builder(address).connectOptions(connect).options(options).audit(audit);
        listeners(
                listeners,
                (name, listener, where) -> builder.listen(
                        name,
                        where.address(),
                        listener.roles(policy),
                        where.options().withClients(MuxBuilder.CLIENTS)));
        Mux mux = Waiting.await(builder.start());
        run(mux.addresses(), mux::close, mux.closed());
    }

    /** As {@link #run}, with a guest agent. */
    public void runAgent(List<String> listeners, Optional<Policy> policy) throws InterruptedException {
        AgentMuxBuilder builder = AgentMux.builder(address)
                .connectOptions(connect)
                .options(options)
                .audit(audit);
        listeners(
                listeners,
                (name, listener, where) -> builder.listen(
                        name,
                        where.address(),
                        listener.roles(policy),
                        where.options().listen()));
        AgentMux mux = Waiting.await(builder.start());
        run(mux.addresses(), mux::close, mux.closed());
    }

    private interface Adding {
        void add(String name, MuxListener listener, Listening where);
    }

    private static void listeners(List<String> texts, Adding adding) {
        int number = 0;
        for (String text : texts) {
            MuxListener listener = MuxListener.parse(text);
            Listening where = listener.monitor().listening();
            String name = listener.name().orElse("listener" + number++);
            OptionException.translate(() -> {
                adding.add(name, listener, where);
                return name;
            });
        }
    }

    private void run(List<QmpAddress> addresses, Runnable close, CompletableFuture<Void> closed)
            throws InterruptedException {
        environment.signals().watch(signal -> close.run(), CLOSING);
        addresses.forEach(bound -> environment.out().println("listening on " + bound));
        Waiting.await(closed);
    }
}
