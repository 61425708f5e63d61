package io.qmp.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
    private static final String HEADER = "{\"qmp-transcript\": 1, \"peer\": \"vm\", \"redacted\": [\"a b c\"]}\n";

    private static Transcript read(String text) throws IOException {
        return Transcript.read(new StringReader(text));
    }

    @Test
    void whatWasWrittenIsRead(@TempDir Path directory) throws IOException {
        QmpObject stop = QmpObject.of("execute", QmpValue.of("stop"), "id", QmpValue.of(1));
        Transcript transcript = new Transcript(
                "vm",
                List.of("argument x y"),
                List.of(
                        new TranscriptEntry(Duration.ofMillis(1), 1, Direction.TO_SERVER, stop),
                        new TranscriptEntry(Duration.ofMillis(2), 2, Direction.TO_CLIENT, null, "\u00e9{", 0),
                        new TranscriptEntry(Duration.ofMillis(3), 1, Direction.TO_SERVER, stop, "", 2)));
        Path file = directory.resolve("t.jsonl");

        transcript.write(file);

        assertThat(Transcript.read(file)).isEqualTo(transcript);
    }

    @Test
    void aLineIsOneMessage() throws IOException {
        Transcript transcript =
                read(HEADER + "{\"t\": 2.5, \"c\": 3, \"d\": \"<\", \"m\": {\"QMP\": {}}, \"new\": 1}\n\n");
        StringWriter out = new StringWriter();
        transcript.write(out);

        assertThat(out).hasToString(HEADER + "{\"t\": 2.5, \"c\": 3, \"d\": \"<\", \"m\": {\"QMP\": {}}}\n");
        assertThat(transcript.greeting()).contains(QmpObject.EMPTY);
    }

    @Test
    void whatIsNoTranscriptIsRefusedWithItsLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("")).withMessageStartingWith("line 1: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"qmp-transcript\": 2}"))
                .withMessageStartingWith("line 1: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(HEADER + "{\"d\": \"=\"}"))
                .withMessageStartingWith("line 2: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(HEADER + "\n["))
                .withMessageStartingWith("line 3: ");
    }
}
