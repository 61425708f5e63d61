package io.qmp.app.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import org.junit.jupiter.api.Test;

class FirstSessionTest {
    @Test
    void theRehearsalEndsWithTheReplyThatAClientWouldReceive() {
        FirstSession session = new FirstSession();
        while (session.rehearseNext()) {
            // Part by part.
        }

        assertThat(session.reply().map(US_ASCII::decode).map(CharBuffer::toString))
                .contains("{\"return\": {\"status\": \"running\", \"running\": true}}\r\n");
    }
}
