package io.qmp.app.transcript;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.serve.MonitorOption;
import io.qmp.transcript.TranscriptRecorder;
import io.qmp.transport.vertx.VertxTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Takes clients, connects each to a server, and records what they say to each other. */
public final class RecordingServer {
    /** How long closing all connections may take after a signal. */
    static final Duration CLOSING = Duration.ofSeconds(10);

    private final QmpAddress address;
    private final ConnectOptions options;
    private final ProcessEnvironment environment;
    private long clients;

    /**
     * Makes one.
     *
     * @param address where the server listens
     * @param options how to connect to it
     */
    public RecordingServer(QmpAddress address, ConnectOptions options, ProcessEnvironment environment) {
        this.address = address;
        this.options = options;
        this.environment = environment;
    }

    /**
     * Takes clients until a signal comes.
     *
     * @param file the file that gets the transcript; replaced if it exists
     * @param where where it takes them
     * @throws OptionException if the file cannot be written
     * @throws ConnectFailedException if clients cannot be taken there; the file is as it was
     */
    public void run(String file, MonitorOption where) throws InterruptedException {
        TranscriptOutput output = TranscriptOutput.open(file, address.toString());
        VertxTransport transport = VertxTransport.create();
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        environment.signals().watch(ended::complete, CLOSING);
        try {
            EventLoop loop = transport.newEventLoop();
            QmpAddress bound = where.accept(
                    transport,
                    loop,
                    client -> transport.connect(address, options, loop).whenComplete((server, failure) -> {
                        if (failure == null) {
                            tap(client, server, output.recorder());
                        } else {
                            environment.err().println("qmp: " + failure.getMessage());
                            client.close();
                        }
                    }));
            output.replace();
            environment.out().println("listening on " + bound);
            Waiting.await(ended);
        } finally {
            Waiting.await(transport.close());
            output.close();
        }
    }

    private void tap(Connection client, Connection server, TranscriptRecorder recorder) {
        TapRecorder messages = new TapRecorder(recorder, ++clients, environment.err());
        new Tap(client, server, messages).start();
    }
}
