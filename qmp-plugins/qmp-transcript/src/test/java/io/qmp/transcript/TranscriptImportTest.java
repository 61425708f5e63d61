package io.qmp.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptImportTest {
    private static List<String> lines(Transcript transcript) {
        return transcript.entries().stream()
                .map(entry -> entry.direction().sign() + " " + entry.message())
                .toList();
    }

    @Test
    void repliesAreObjectsBetweenEmptyLines() throws IOException {
        Transcript transcript = TranscriptImport.replies(new StringReader("""
                {
                  "execute": "query-name",
                  "id": "libvirt-1"
                }

                {
                  "return": {
                    "name": "vm"
                  },
                  "id": "libvirt-1"
                }


                {"event": "STOP"}
                """));

        assertThat(lines(transcript))
                .containsExactly(
                        "> {execute=\"query-name\", id=\"libvirt-1\"}",
                        "< {return={name=\"vm\"}, id=\"libvirt-1\"}",
                        "< {event=\"STOP\"}");
    }

    @Test
    void aReplyAnswersTheRequestBeforeItWhateverItsId() throws IOException {
        Transcript transcript = TranscriptImport.replies(new StringReader("""
                {"execute":"query-cpus-fast","id":"libvirt-1"}

                {"return": [], "id": "libvirt-22"}

                {"execute":"cpu-add","arguments":{"id":5},"id":"libvirt-2"}

                {"return": {}}
                """));

        assertThat(lines(transcript))
                .containsExactly(
                        "> {execute=\"query-cpus-fast\", id=\"libvirt-1\"}",
                        "< {return=[], id=\"libvirt-1\"}",
                        "> {execute=\"cpu-add\", arguments={id=5}, id=\"libvirt-2\"}",
                        "< {return={}, id=\"libvirt-2\"}");
    }

    @Test
    void aGreetingAndALaterNegotiationBeginConnections() throws IOException {
        Transcript transcript = TranscriptImport.replies(new StringReader("""
                {"execute": "qmp_capabilities", "id": "libvirt-1"}

                {"return": {}, "id": "libvirt-1"}

                {"execute": "qmp_capabilities", "id": "libvirt-1"}

                {"return": {}, "id": "libvirt-1"}

                {"QMP": {"version": {}, "capabilities": []}}

                {"return": {}, "id": "libvirt-1"}
                """));

        assertThat(transcript.entries())
                .extracting(TranscriptEntry::connection)
                .containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void examplesOfDocumentsAreBehindArrows() throws IOException {
        Transcript transcript = TranscriptImport.document(new StringReader("""
                # An example

                -> { "execute": "query-name" }
                <- { "return": {
                       "name": "vm" } }

                That was it.
                <- {"event": "STOP"}
                """));

        assertThat(lines(transcript))
                .containsExactly("> {execute=\"query-name\"}", "< {return={name=\"vm\"}}", "< {event=\"STOP\"}");
    }

    @Test
    void linesOfTheLogOfIncusHaveTimeAndDirection() throws IOException {
        Transcript transcript = TranscriptImport.incusLog(new StringReader("""
                [2026-01-02T03:04:05Z] QUERY: {"id":3,"execute":"query-name"}
                [2026-01-02T03:04:05Z] REPLY: {"return": {"name": "vm"}, "id": 3}

                """));

        assertThat(lines(transcript))
                .containsExactly("> {id=3, execute=\"query-name\"}", "< {return={name=\"vm\"}, id=3}");
    }

    @Test
    void whatIsNotCompleteIsRefusedWithItsLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptImport.replies(new StringReader("{\n\n{}")))
                .withMessageStartingWith("line 2: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptImport.document(new StringReader("-> {\n-> {}")))
                .withMessageStartingWith("line 2: ");
    }
}
