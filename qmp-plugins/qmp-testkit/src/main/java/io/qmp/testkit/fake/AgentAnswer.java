package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reaction of a {@link FakeAgent} to a command. Without a reply that is declared, it is a success with an empty
 * object.
 *
 * <pre>{@code
 * agent.stub("guest-get-host-name").returns("{'host-name': 'vm'}");
 * agent.expect("guest-shutdown").never();
 * }</pre>
 *
 * <p>Texts are JSON in QMP's dialect: single quotes may stand for double ones. Methods may be called on any thread,
 * before the command is received.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class AgentAnswer extends Declared {
    private final Declarations declarations;
    private volatile Function<Request, Optional<Reply>> reply =
            request -> Optional.of(request.success(QmpObject.EMPTY));

    AgentAnswer(Call call, String place, Declarations declarations) {
        super(call, place);
        this.declarations = declarations;
    }

    /** Replies success, with an empty object. */
    public void returns() {
        success(QmpObject.EMPTY);
    }

    /**
     * Replies success. A command whose result is a string needs quotes within the text.
     *
     * @throws IllegalArgumentException if {@code json} is no JSON
     */
    public void returns(String json) {
        success(declarations.value(json));
    }

    private void success(QmpValue result) {
        reply = request -> Optional.of(request.success(result));
    }

    /** Replies with an error of the class {@value QmpError#GENERIC_ERROR}. */
    public void fails(String desc) {
        fails(QmpError.generic(desc));
    }

    /** Replies with an error. */
    public void fails(QmpError error) {
        reply = request -> Optional.of(request.failure(error));
    }

    /** Does not reply, as {@code guest-shutdown} does when it succeeds. */
    public void never() {
        reply = request -> Optional.empty();
    }

    Optional<Reply> reply(Request request) {
        return reply.apply(request);
    }
}
