package io.qmp.transcript;

import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.Timestamp;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Replies;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Answers the clients of a server from a transcript: greeting, replies and the events that came with them. It is the
 * only plugin of its server. Ids are those of the requests that come, not the recorded ones.
 *
 * <p>A command that the transcript does not answer fails with a GenericError, and is in {@link #unexpected}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ReplayPlugin implements QmpPlugin {
    private final Transcript transcript;
    private final Replay replay;
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private @Nullable ServerContext server;

    /**
     * Makes a plugin for one server.
     *
     * @param transcript has the answers
     * @param mode how they are found
     */
    public ReplayPlugin(Transcript transcript, ReplayMode mode) {
        this.transcript = transcript;
        this.replay = new Replay(transcript, mode);
    }

    @Override
    public void register(PluginRegistry registry) {
        server = registry.server();
        registry.fallback(this::answer);
        Optional<Greeting> greeting = transcript.greeting().map(Greeting::new);
        greeting.ifPresent(recorded -> registry.greeting(session -> CompletableFuture.completedFuture(recorded)));
    }

    /** {@return the commands that the transcript does not answer, each with what was expected instead} */
    public List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    private CompletionStage<Reply> answer(Request request, CommandContext context) {
        Optional<Exchange> found = replay.next(request);
        if (found.isEmpty()) {
            String deviation = "unexpected command " + request.command() + ", expected " + replay.expected();
            unexpected.add(deviation);
            return CompletableFuture.completedFuture(request.failure(QmpError.generic(deviation)));
        }
        Exchange exchange = found.get();
        exchange.before().forEach(this::emit);
        CompletionStage<Reply> reply = CompletableFuture.completedFuture(reply(request, exchange.reply()));
        return exchange.after().isEmpty()
                ? reply
                : Replies.followedBy(
                        Objects.requireNonNull(server).loop(),
                        reply,
                        () -> exchange.after().forEach(this::emit));
    }

    private static Reply reply(Request request, QmpObject recorded) {
        QmpValue result = recorded.get("return");
        if (result != null) {
            return new Reply.Success(result, request.id()).keepingOrder();
        }
        QmpObject error = recorded.object("error").orElse(QmpObject.EMPTY);
        return request.failure(new QmpError(
                error.string("class").orElse(QmpError.GENERIC_ERROR),
                error.string("desc").orElse("")));
    }

    private void emit(QmpObject recorded) {
        QmpObject time = recorded.object("timestamp").orElse(QmpObject.EMPTY);
        Objects.requireNonNull(server)
                .emit(new Event(
                                recorded.string("event").orElse(""),
                                recorded.object("data").orElse(QmpObject.EMPTY),
                                new Timestamp(
                                        time.integer("seconds").orElse(-1),
                                        time.integer("microseconds").orElse(-1)))
                        .keepingOrder());
    }
}
