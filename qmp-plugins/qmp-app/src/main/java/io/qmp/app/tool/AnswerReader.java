package io.qmp.app.tool;

import io.qmp.api.message.AgentNames;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a peer says that may be a server, an agent or something else. Text is kept until it is asked for, so that
 * it does not matter whether the peer speaks before that. On the loop of the connection.
 */
final class AnswerReader implements ConnectionHandler {
    private static final String ERROR = "{\"error\"";
    private static final String PROMPT = "monitor - type 'help'";
    private static final int SENTINEL = AgentNames.SENTINEL & 0xff;

    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<String> answer = CompletableFuture.completedFuture("");
    private boolean skipsErrors;
    private volatile boolean ended;

    /** {@return whether text is the answer of an agent to a command with the id 1, or that of a sentinel} */
    static boolean isOfAgent(String text) {
        return text.indexOf(SENTINEL) >= 0 || text.contains("\"return\": 1");
    }

    /**
     * Asks for the next lines.
     *
     * @param next completes with the lines that are there and were not asked for before, or else with the next ones;
     *     at the end of the input with what is left
     * @param skippingErrors whether errors are passed over: an agent may say first that it cannot parse what it is to
     *     skip
     */
    void ask(CompletableFuture<String> next, boolean skippingErrors) {
        answer = next;
        skipsErrors = skippingErrors;
        answerIfThere();
    }

    /** Completes what was asked for, unless it is completed, with what is there: a part of a line perhaps. */
    void giveUp(CompletableFuture<String> asked) {
        if (asked == answer) {
            complete();
        }
    }

    /** {@return whether the peer sends nothing more; may be called on any thread} */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public void received(ByteBuffer bytes) {
        text.append(StandardCharsets.ISO_8859_1.decode(bytes));
        answerIfThere();
    }

    @Override
    public void inputEnded() {
        ended = true;
        answerIfThere();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        inputEnded();
    }

    private void answerIfThere() {
        if (ended || isWhole(text.toString())) {
            complete();
        }
    }

    private boolean isWhole(String said) {
        return (said.contains("\n") || said.contains(PROMPT))
                && (!skipsErrors || !said.startsWith(ERROR) || isOfAgent(said));
    }

    private void complete() {
        if (answer.complete(text.toString())) {
            text.setLength(0);
        }
    }
}
