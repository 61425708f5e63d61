package io.qmp.app.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstSessionTest {
    @Test
    void theRehearsalEndsWithTheReplyThatAClientWouldReceive() {
        assertThat(US_ASCII.decode(FirstSession.rehearse()).toString())
                .isEqualTo("{\"return\": {\"status\": \"running\", \"running\": true}}\r\n");
    }
}
