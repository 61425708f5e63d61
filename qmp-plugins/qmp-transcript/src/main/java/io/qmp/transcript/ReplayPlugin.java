package io.qmp.transcript;

import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.WireNames;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Replies;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the clients of a server from a transcript: greeting, replies and the events that came with them. Ids are not
 * the recorded ones, but those of the requests that come. The server has no other plugin that executes commands.
 *
 * <p>A command that the transcript does not answer fails with a GenericError, unless a {@linkplain ReplayMode#SPY peer}
 * answers it. A {@code quit} that succeeds ends the server.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ReplayPlugin implements QmpPlugin {
    private static final String QUIT = "quit";

    private final Transcript transcript;
    private final Replay replay;
    private final @Nullable ReplayPeer peer;
    private final ReplayReport report = new ReplayReport();
    private @Nullable ServerContext server;

    /**
     * Makes a plugin for one server.
     *
     * @param transcript has the answers
     * @param mode how they are found
     * @throws IllegalArgumentException if the mode needs a peer
     */
    public ReplayPlugin(Transcript transcript, ReplayMode mode) {
        if (mode.needsPeer()) {
            throw new IllegalArgumentException("a replay " + mode + " needs a peer");
        }
        this.transcript = transcript;
        this.replay = new Replay(transcript, mode);
        this.peer = null;
    }

    /**
     * Makes a plugin for one server that also asks another server, the peer. The events of the peer go to the clients.
     *
     * @param transcript has the answers
     * @param mode {@link ReplayMode#SPY} or {@link ReplayMode#DIFF}
     * @param client is connected to the peer; not closed by the plugin
     * @throws IllegalArgumentException if the mode is another one
     */
    public ReplayPlugin(Transcript transcript, ReplayMode mode, QmpClient client) {
        if (!mode.needsPeer()) {
            throw new IllegalArgumentException("a replay " + mode + " has no peer");
        }
        this.transcript = transcript;
        this.replay = new Replay(transcript, mode);
        this.peer = new ReplayPeer(client, mode == ReplayMode.DIFF, report);
    }

    /**
     * Records the commands that the transcript does not answer, with what the peer has answered.
     *
     * @param recorder writes them; {@link TranscriptRecorder#copy} adds the transcript
     * @return this plugin
     * @throws IllegalStateException if there is no peer
     */
    public ReplayPlugin recording(TranscriptRecorder recorder) {
        if (peer == null) {
            throw new IllegalStateException("only what a peer answers is recorded");
        }
        peer.recorder(recorder);
        return this;
    }

    /** Sets which members do not count when replies are compared; the default is {@link VolatileMembers#QEMU}. */
    public ReplayPlugin ignoring(VolatileMembers members) {
        report.ignore(members);
        return this;
    }

    /** Sets what receives each line of {@link #unexpected} when it is added, on any thread. */
    public ReplayPlugin onUnexpected(Consumer<String> receiver) {
        report.onUnexpected(receiver);
        return this;
    }

    /** Sets what receives each line of {@link #differences} when it is added, on any thread. */
    public ReplayPlugin onDifference(Consumer<String> receiver) {
        report.onDifference(receiver);
        return this;
    }

    @Override
    public void register(PluginRegistry registry) {
        ServerContext context = registry.server();
        server = context;
        registry.fallback(this::answer);
        greeting().ifPresent(greeting -> registry.greeting(session -> CompletableFuture.completedFuture(greeting)));
        if (peer != null) {
            peer.listen(context::emit);
        }
    }

    private Optional<Greeting> greeting() {
        Optional<Greeting> recorded = transcript.greeting().map(Greeting::new).map(Greeting::keepingOrder);
        return peer == null ? recorded : peer.greeting(recorded);
    }

    @Override
    public void close() {
        if (peer != null) {
            peer.unlisten();
        }
    }

    /** {@return the commands that the transcript does not answer, each with what was expected instead} */
    public List<String> unexpected() {
        return report.unexpected();
    }

    /** {@return the differences between recorded replies and those of the peer, one a line} */
    public List<String> differences() {
        return report.differences();
    }

    private CompletionStage<Reply> answer(Request request, CommandContext context) {
        CompletionStage<Reply> reply = answer(request);
        return request.command().equals(QUIT)
                ? reply.thenCompose(made -> made instanceof Reply.Success ? behind(reply, this::quit) : reply)
                : reply;
    }

    /** A server whose clients have seen it quit ends, too. */
    private void quit() {
        Objects.requireNonNull(server).shutdown(ShutdownCause.HOST_QMP_QUIT);
    }

    private CompletionStage<Reply> behind(CompletionStage<Reply> reply, Runnable task) {
        return Replies.followedBy(Objects.requireNonNull(server).loop(), reply, task);
    }

    private CompletionStage<Reply> answer(Request request) {
        Optional<Exchange> found = replay.next(request);
        if (peer != null && (found.isEmpty() || peer.answersAll())) {
            return peer.answer(request, found);
        }
        if (found.isEmpty()) {
            String line = "unexpected command " + request.command() + ", expected " + replay.expected();
            report.unexpected(line);
            return CompletableFuture.completedFuture(request.failure(QmpError.generic(line)));
        }
        Exchange exchange = found.get();
        exchange.before().forEach(this::emit);
        CompletionStage<Reply> reply = CompletableFuture.completedFuture(reply(request, exchange.reply()));
        return exchange.after().isEmpty()
                ? reply
                : behind(reply, () -> exchange.after().forEach(this::emit));
    }

    private static Reply reply(Request request, QmpObject recorded) {
        QmpValue result = recorded.get(WireNames.RETURN);
        if (result != null) {
            return new Reply.Success(result, request.id()).keepingOrder();
        }
        QmpObject error = recorded.object(WireNames.ERROR).orElse(QmpObject.EMPTY);
        return request.failure(new QmpError(
                error.string(WireNames.CLASS).orElse(QmpError.GENERIC_ERROR),
                error.string(WireNames.DESC).orElse("")));
    }

    private void emit(QmpObject recorded) {
        QmpObject time = recorded.object(WireNames.TIMESTAMP).orElse(QmpObject.EMPTY);
        Objects.requireNonNull(server)
                .emit(new Event(
                                recorded.string(WireNames.EVENT).orElse(""),
                                recorded.object(WireNames.DATA).orElse(QmpObject.EMPTY),
                                new Timestamp(
                                        time.integer(WireNames.SECONDS).orElse(-1),
                                        time.integer(WireNames.MICROSECONDS).orElse(-1)))
                        .keepingOrder());
    }
}
