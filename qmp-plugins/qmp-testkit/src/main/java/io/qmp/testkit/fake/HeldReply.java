package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The reply to a command that runs until the test replies: {@link Answer#held}. May be given before the command is
 * received. Methods may be called on any thread; those after the first throw {@link IllegalStateException}.
 *
 * @param <R> what the command returns
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class HeldReply<R> {
    private final Call call;
    private final Declarations declarations;
    private final Function<R, QmpValue> writer;
    private final CompletableFuture<Function<Request, Reply>> released;

    HeldReply(
            Call call,
            Declarations declarations,
            Function<R, QmpValue> writer,
            CompletableFuture<Function<Request, Reply>> released) {
        this.call = call;
        this.declarations = declarations;
        this.writer = writer;
        this.released = released;
    }

    /** Replies success, with an empty object. */
    public void returns() {
        success(QmpObject.EMPTY);
    }

    /** Replies success. The text is JSON in QMP's dialect. */
    public void returns(String json) {
        success(declarations.value(json));
    }

    /** Replies success. */
    public void returns(R result) {
        success(writer.apply(result));
    }

    /** Replies with an error of the class {@value QmpError#GENERIC_ERROR}. */
    public void fails(String desc) {
        fails(QmpError.generic(desc));
    }

    /** Replies with an error. */
    public void fails(QmpError error) {
        release(request -> request.failure(error));
    }

    private void success(QmpValue result) {
        QmpValue checked = declarations.result(call.command(), result);
        release(request -> request.success(checked));
    }

    private void release(Function<Request, Reply> made) {
        if (!released.complete(made)) {
            throw new IllegalStateException("the reply to " + call + " has been given already");
        }
    }
}
