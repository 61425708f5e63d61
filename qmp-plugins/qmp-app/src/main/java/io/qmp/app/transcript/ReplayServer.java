package io.qmp.app.transcript;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.Words;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.serve.MonitorOption;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import io.qmp.server.TimeLimits;
import io.qmp.transcript.ReplayMode;
import io.qmp.transcript.ReplayPlugin;
import io.qmp.transcript.Transcript;
import io.qmp.transcript.VolatileMembers;
import io.qmp.transport.vertx.VertxTransport;
import java.util.Optional;

/** A server that answers from a file. */
public final class ReplayServer {
    private final Transcript transcript;
    private final ReplayMode mode;
    private final VolatileMembers ignored;

    private ReplayServer(Transcript transcript, ReplayMode mode, VolatileMembers ignored) {
        this.transcript = transcript;
        this.mode = mode;
        this.ignored = ignored;
    }

    /**
     * {@return a server that answers from a file}
     *
     * @param file a transcript, or in a form that can be imported
     * @param mode the name of a {@link ReplayMode}, in lower case
     * @param ignored rules of {@link VolatileMembers}, separated by commas; empty for the usual ones alone
     * @throws OptionException if one of them is wrong
     */
    public static ReplayServer of(String file, String mode, String ignored) {
        VolatileMembers rules = ignored.isEmpty()
                ? VolatileMembers.QEMU
                : OptionException.translate(() -> VolatileMembers.QEMU.with(ignored.split(",")));
        return new ReplayServer(TranscriptFile.read(file), mode(mode), rules);
    }

    private static ReplayMode mode(String name) {
        try {
            return Words.parse(name, ReplayMode.values());
        } catch (OptionException e) {
            throw e.at("--mode");
        }
    }

    /** {@return whether it asks another server} */
    public boolean needsPeer() {
        return mode.needsPeer();
    }

    /**
     * Serves clients until one says {@code quit} or a signal comes. Prints differences to standard output, and what the
     * file does not answer to standard error.
     *
     * @param where where it serves them
     * @param peer is connected to the other server, if there is one
     * @param record the file that gets what the other server has answered, if there is one
     * @throws OptionException if the file cannot be written
     * @throws ConnectFailedException if it cannot serve there; the file is as it was
     */
    public void run(
            MonitorOption where, Optional<QmpClient> peer, Optional<String> record, ProcessEnvironment environment)
            throws InterruptedException {
        ReplayPlugin plugin = peer.map(client -> new ReplayPlugin(transcript, mode, client))
                .orElseGet(() -> new ReplayPlugin(transcript, mode))
                .ignoring(ignored)
                .onDifference(environment.out()::println)
                .onUnexpected(environment.err()::println);
        Optional<TranscriptOutput> output = record.map(file -> TranscriptOutput.open(file, transcript.peer()));
        output.map(TranscriptOutput::recorder).ifPresent(recorder -> {
            recorder.copy(transcript);
            plugin.recording(recorder);
        });
        VertxTransport transport = VertxTransport.create();
        try {
            QmpServer server = QmpServer.builder()
                    .withoutInstalledPlugins()
                    .plugin(plugin)
                    .transport(transport)
                    .options(ServerOptions.DEFAULT.withTimeLimits(TimeLimits.DEFAULT.withoutNegotiation()))
                    .build();
            environment.signals().watch(number -> server.shutdown(ShutdownCause.HOST_SIGNAL), RecordingServer.CLOSING);
            try {
                where.open(server, environment);
                output.ifPresent(TranscriptOutput::replace);
            } catch (RuntimeException e) {
                server.shutdown(ShutdownCause.HOST_ERROR);
                throw e;
            }
            Waiting.await(server.closed());
        } finally {
            Waiting.await(transport.close());
            output.ifPresent(TranscriptOutput::close);
        }
    }
}
