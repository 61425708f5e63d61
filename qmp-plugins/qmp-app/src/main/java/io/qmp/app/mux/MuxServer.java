package io.qmp.app.mux;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.serve.MonitorOption.Listening;
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

/** Serves many clients with one QEMU, until a signal comes or QEMU has gone. */
public final class MuxServer {
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final MuxBuilder builder;
    private final ProcessEnvironment environment;

    /**
     * Makes one.
     *
     * @param address where QEMU listens
     * @param connect how to connect to it
     * @param options how the multiplexer behaves
     */
    public MuxServer(QmpAddress address, ConnectOptions connect, MuxOptions options, ProcessEnvironment environment) {
        this.builder = Mux.builder(address).connectOptions(connect).options(options);
        this.environment = environment;
    }

    /**
     * Sets the file that gets the audit.
     *
     * @throws OptionException if it cannot be opened
     */
    public void audit(String file) {
        try {
            builder.audit(AuditLog.jsonLines(Path.of(file), AuditFileLimits.DEFAULT));
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
     * Serves.
     *
     * @param listeners the texts of the options {@code -qmp}
     * @param policy says which roles clients have
     * @throws OptionException if it cannot listen there, or it is not said which roles clients have
     */
    public void run(List<String> listeners, Optional<Policy> policy) throws InterruptedException {
        int number = 0;
        for (String text : listeners) {
            MuxListener listener = MuxListener.parse(text);
            Listening where = listener.monitor().listening();
            String name = listener.name().orElse("listener" + number++);
            OptionException.translate(() -> builder.listen(
                    name,
                    where.address(),
                    listener.roles(policy),
                    where.options().withClients(MuxBuilder.CLIENTS)));
        }
        Mux mux = Waiting.await(builder.start());
        environment.signals().watch(signal -> mux.close(), CLOSING);
        mux.addresses().forEach(address -> environment.out().println("listening on " + address));
        Waiting.await(mux.closed());
    }
}
