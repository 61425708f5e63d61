package io.qmp.app.mux;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.app.metrics.MuxPage;
import io.qmp.app.metrics.PageServer;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.OutputException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.serve.MonitorOption.Listening;
import io.qmp.client.spi.CallListener;
import io.qmp.mux.AgentMux;
import io.qmp.mux.AgentMuxBuilder;
import io.qmp.mux.Multiplexer;
import io.qmp.mux.MultiplexerBuilder;
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

/** Serves many clients with one QEMU or one guest agent, until a signal comes or QEMU has gone. */
public final class MuxServer {
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /** What a multiplexer does beside serving. */
    public static final class Extras {
        private AuditLog audit = AuditLog.NONE;
        private Optional<TcpAddress> metrics = Optional.empty();
        private boolean passesTraces;

        /** Makes it: nothing. */
        public Extras() {}

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

        /** Sets where Prometheus gets a page about the multiplexer. */
        public void metrics(TcpAddress where) {
            metrics = Optional.of(where);
        }

        /** Lets the peer know the traces of the clients' commands. */
        public void passTraces() {
            passesTraces = true;
        }

        private void apply(MultiplexerBuilder<?> builder) {
            builder.audit(audit);
            if (passesTraces) {
                builder.callListener(CallListener.PASSING_TRACES);
            }
        }
    }

    private final ConnectOptions connect;
    private final MuxOptions options;
    private final Extras extras;
    private final ProcessEnvironment environment;

    /**
     * Makes one.
     *
     * @param connect how to connect to QEMU, or to the guest agent
     * @param options how the multiplexer behaves
     */
    public MuxServer(ConnectOptions connect, MuxOptions options, Extras extras, ProcessEnvironment environment) {
        this.connect = connect;
        this.options = options;
        this.extras = extras;
        this.environment = environment;
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
    public void run(QmpAddress qemu, List<String> listeners, Optional<Policy> policy) throws InterruptedException {
        MuxBuilder builder = Mux.builder(qemu);
        listeners(
                listeners,
                (name, listener, where) -> builder.listen(
                        name,
                        where.address(),
                        listener.roles(policy),
                        where.options().withClients(MuxBuilder.CLIENTS)));
        run(builder);
    }

    /** As {@link #run}, with a guest agent. */
    public void runAgent(QmpAddress agent, List<String> listeners, Optional<Policy> policy)
            throws InterruptedException {
        AgentMuxBuilder builder = AgentMux.builder(agent);
        listeners(
                listeners,
                (name, listener, where) -> builder.listen(
                        name,
                        where.address(),
                        listener.roles(policy),
                        where.options().listen()));
        run(builder);
    }

    private interface Adding {
        void add(String name, MuxListener listener, Listening where);
    }

    private static void listeners(List<String> texts, Adding adding) {
        int number = 0;
        for (String text : texts) {
            MuxListener listener = MuxListener.parse(text);
            Listening where = listener.place().get();
            String name = listener.name().orElse("listener" + number++);
            OptionException.translate(() -> {
                adding.add(name, listener, where);
                return name;
            });
        }
    }

    private void run(MultiplexerBuilder<?> builder) throws InterruptedException {
        builder.connectOptions(connect);
        builder.options(options);
        extras.apply(builder);
        if (extras.metrics.isEmpty()) {
            serve(builder);
            return;
        }
        MuxPage page = new MuxPage();
        builder.muxMetrics(page);
        PageServer server = new PageServer();
        try {
            QmpAddress bound = server.show(extras.metrics.get(), page);
            environment.out().println("metrics on " + bound);
            serve(builder);
        } finally {
            server.close();
        }
    }

    private void serve(MultiplexerBuilder<?> builder) throws InterruptedException {
        Multiplexer mux = Waiting.await(builder.start());
        environment.signals().watch(signal -> mux.close(), CLOSING);
        try {
            mux.addresses().forEach(bound -> environment.out().println("listening on " + bound));
        } catch (OutputException e) {
            Waiting.await(mux.close());
            throw e;
        }
        Waiting.await(mux.closed());
    }
}
