package io.qmp.app.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader();

    @Test
    void whatWasSaidBeforeTheQuestionIsTheAnswer() {
        says("{\"QMP\": {}}\r\n");
        assertThat(ask(false)).isCompletedWithValue("{\"QMP\": {}}\r\n");
    }

    @Test
    void whatFollowsAnAnswerIsForTheNextQuestion() {
        CompletableFuture<String> first = ask(false);
        says("{\"QMP\": {}}\r\n");
        says("{\"return\": {}}\r\n");
        assertThat(first).isCompletedWithValue("{\"QMP\": {}}\r\n");
        assertThat(ask(false)).isCompletedWithValue("{\"return\": {}}\r\n");
    }

    @Test
    void aLineIsAwaitedToItsEnd() {
        CompletableFuture<String> answer = ask(false);
        says("{\"QMP\"");
        assertThat(answer).isNotDone();
        says(": {}}\n");
        assertThat(answer).isCompletedWithValue("{\"QMP\": {}}\n");
    }

    @Test
    void errorsOfAnAgentBeforeItsAnswerAreSkipped() {
        CompletableFuture<String> answer = ask(true);
        says("{\"error\": {}}\n");
        assertThat(answer).isNotDone();
        says("{\"return\": 1}\n");
        assertThat(answer).isCompletedWithValue("{\"error\": {}}\n{\"return\": 1}\n");
    }

    @Test
    void theEndAnswersThisQuestionAndThoseAfterIt() {
        CompletableFuture<String> answer = ask(false);
        says("{\"QMP\"");
        reader.inputEnded();
        assertThat(answer).isCompletedWithValue("{\"QMP\"");
        assertThat(ask(false)).isCompletedWithValue("");
        assertThat(reader.hasEnded()).isTrue();
    }

    @Test
    void whoGivesUpHasWhatIsThere() {
        CompletableFuture<String> answer = ask(false);
        says("HTTP/1.1");
        reader.giveUp(answer);
        assertThat(answer).isCompletedWithValue("HTTP/1.1");
    }

    @Test
    void whoGivesUpAnEarlierQuestionLeavesTheLaterOne() {
        CompletableFuture<String> earlier = ask(false);
        says("{\"QMP\": {}}\n");
        CompletableFuture<String> later = ask(false);
        reader.giveUp(earlier);
        assertThat(later).isNotDone();
    }

    private CompletableFuture<String> ask(boolean skippingErrors) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        reader.ask(answer, skippingErrors);
        return answer;
    }

    private void says(String text) {
        reader.received(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
