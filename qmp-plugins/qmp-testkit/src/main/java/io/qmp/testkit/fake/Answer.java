package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reaction of a {@link FakeQemu} to a command, in the order in which it is declared: events, the reply, further
 * events. Without a reply that is declared, it is a success with an empty object, behind all events.
 *
 * <pre>{@code
 * qemu.expect("stop").emits("STOP").returns();
 * qemu.stub("query-status").returns("{'status': 'paused', 'running': false}");
 * qemu.expect("device_del", "{'id': 'd0'}").returns().emits("DEVICE_DELETED", "{'device': 'd0', 'path': '/d0'}");
 * }</pre>
 *
 * <p>Texts are JSON in QMP's dialect: single quotes may stand for double ones. Methods may be called on any thread,
 * before the command is received. They throw {@link IllegalArgumentException} for a text that is no JSON and, unless
 * the fake is {@linkplain FakeQemuBuilder#lenient lenient}, for a result or event that does not fit the schema.
 *
 * @param <R> what the command returns
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Answer<R> extends Declared {
    private final Declarations declarations;
    private final Function<R, QmpValue> writer;
    private final List<Happening> before = new ArrayList<>();
    private final List<Happening> after = new ArrayList<>();
    private @Nullable RequestHandler reply;
    private boolean quits;

    /**
     * Makes an answer.
     *
     * @param call the command that it answers
     * @param place the line of the test that declares it
     * @param declarations reads and checks texts
     * @param writer makes the value of a result
     */
    Answer(Call call, String place, Declarations declarations, Function<R, QmpValue> writer) {
        super(call, place);
        this.declarations = declarations;
        this.writer = writer;
    }

    /** Sends an event without data. */
    public Answer<R> emits(String event) {
        return emits(declarations.happening(event, QmpObject.EMPTY));
    }

    /** Sends an event. */
    public Answer<R> emits(String event, String data) {
        return emits(declarations.happening(event, declarations.object(data)));
    }

    /** Sends an event. */
    public Answer<R> emits(EventData event) {
        return emits(declarations.happening(event));
    }

    private synchronized Answer<R> emits(Happening happening) {
        (reply == null ? before : after).add(happening);
        return this;
    }

    /** Replies success, with an empty object. */
    public Answer<R> returns() {
        return returnsValue(QmpObject.EMPTY);
    }

    /** Replies success. A command whose result is a string needs quotes within the text. */
    public Answer<R> returns(String json) {
        return returnsValue(declarations.value(json));
    }

    /** Replies success. */
    public Answer<R> returns(R result) {
        return returnsValue(writer.apply(result));
    }

    private Answer<R> returnsValue(QmpValue result) {
        QmpValue checked = declarations.result(call().command(), result);
        return answers((request, context) -> completed(request.success(checked)));
    }

    /** Replies with an error of the class {@value QmpError#GENERIC_ERROR}. */
    public Answer<R> fails(String desc) {
        return fails(QmpError.generic(desc));
    }

    /** Replies with an error. */
    public Answer<R> fails(QmpError error) {
        return answers((request, context) -> completed(request.failure(error)));
    }

    /** Replies as a handler says, which is called on the fake's loop. */
    public synchronized Answer<R> answers(RequestHandler handler) {
        if (reply != null) {
            throw new IllegalStateException("the reply to " + call() + " is declared already");
        }
        reply = handler;
        return this;
    }

    /** {@return the reply, which the test gives later; until then the command runs} */
    public HeldReply<R> held() {
        CompletableFuture<Function<Request, Reply>> released = new CompletableFuture<>();
        answers((request, context) -> released.thenApply(made -> made.apply(request)));
        return new HeldReply<>(call(), declarations, writer, released);
    }

    /** Ends the fake behind the reply, as QEMU ends after {@code quit}: all connections are closed. */
    public synchronized Answer<R> quits() {
        quits = true;
        return this;
    }

    /**
     * Answers a request. Called on the loop of the fake.
     *
     * @param stage sends events and ends the fake
     */
    CompletionStage<Reply> run(Request request, CommandContext context, Stage stage) {
        List<Happening> first;
        RequestHandler handler;
        List<Happening> following;
        boolean last;
        synchronized (this) {
            first = List.copyOf(before);
            handler = reply == null ? (any, where) -> completed(request.success(QmpObject.EMPTY)) : reply;
            following = List.copyOf(after);
            last = quits;
        }
        first.forEach(stage::emit);
        CompletionStage<Reply> replied = handler.handle(request, context);
        return following.isEmpty() && !last
                ? replied
                : stage.behind(replied, () -> {
                    following.forEach(stage::emit);
                    if (last) {
                        stage.quit();
                    }
                });
    }

    private static CompletionStage<Reply> completed(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
