package io.qmp.transcript;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.client.ListenerRegistration;
import io.qmp.client.QmpClient;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server that a replay asks: all commands, or only what the transcript does not answer. */
final class ReplayPeer {
    /** Connections of transcripts are numbered from 1, so this is none of them. */
    private static final long CONNECTION = 0;

    private final QmpClient client;
    private final boolean all;
    private final ReplayReport report;
    private @Nullable TranscriptRecorder recorder;
    private @Nullable ListenerRegistration listener;

    /**
     * Makes a peer.
     *
     * @param client is connected to it
     * @param all whether it answers all commands, which are compared
     * @param report receives what differs
     */
    ReplayPeer(QmpClient client, boolean all, ReplayReport report) {
        this.client = client;
        this.all = all;
        this.report = report;
    }

    void recorder(TranscriptRecorder newRecorder) {
        recorder = newRecorder;
    }

    /** Hands over the events of the peer until {@link #unlisten}. */
    void listen(Consumer<Event> receiver) {
        listener = client.listen(event -> {
            record(Direction.TO_CLIENT, Redaction.SECRETS.event(event));
            receiver.accept(event.keepingOrder());
        });
    }

    void unlisten() {
        if (listener != null) {
            listener.close();
        }
    }

    /** {@return whether it answers all commands} */
    boolean answersAll() {
        return all;
    }

    /** {@return the greeting of the peer, if it answers all commands or no greeting was recorded} */
    Optional<Greeting> greeting(Optional<Greeting> recorded) {
        return all ? client.greeting() : recorded.or(client::greeting);
    }

    /**
     * Asks the peer.
     *
     * @param request the request
     * @param recorded what was recorded for it, if there was something
     */
    CompletionStage<Reply> answer(Request request, Optional<Exchange> recorded) {
        if (recorded.isEmpty()) {
            report.unexpected("the transcript does not answer " + request.command());
            record(Direction.TO_SERVER, Redaction.SECRETS.request(request));
        }
        return client.send(request)
                .thenApply(reply -> {
                    recorded.ifPresentOrElse(
                            old -> report.compare(request.command(), old, reply),
                            () -> record(Direction.TO_CLIENT, Redaction.SECRETS.reply(reply, request)));
                    return reply instanceof Reply.Success success ? success.keepingOrder() : reply;
                })
                .exceptionally(failure -> request.failure(QmpError.generic(
                        "the peer does not answer: " + cause(failure).getMessage())));
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private void record(Direction direction, QmpMessage message) {
        if (recorder != null) {
            recorder.record(CONNECTION, direction, message);
        }
    }
}
