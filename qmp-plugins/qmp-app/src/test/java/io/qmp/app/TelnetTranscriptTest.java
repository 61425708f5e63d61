package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What docs/transcript.md shows is what the program says: its lines are played over TCP, and all that is heard is what
 * the page has, but for timestamps and versions, in place of which the page has its own.
 *
 * <p>To have the page written anew, after its requests or what the server says have changed:
 *
 * <pre>{@code
 * mvn -pl qmp-plugins/qmp-app -am test -Dtest=TelnetTranscriptTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dtranscript.rewrite
 * }</pre>
 */
class TelnetTranscriptTest {
    private static final Path PAGE = Path.of("../../docs/transcript.md");
    private static final Pattern START = Pattern.compile("```sh\nqmp (.*)\n```");
    private static final Pattern TALK = Pattern.compile("(?<=```text\n).*(?=```)", Pattern.DOTALL);
    private static final String REQUEST = "-> ";
    private static final String HEARD = "<- ";

    @Test
    void thePageIsWhatIsSaid() throws IOException {
        String page = Files.readString(PAGE);
        String talk = only(TALK, page).group();
        String played = page.replace(talk, play(start(page), talk.lines().toList()));
        if (System.getProperty("transcript.rewrite") != null) {
            Files.writeString(PAGE, played);
        }

        assertThat(played).isEqualTo(page);
    }

    /** The words of the command line, at a port that is free. */
    private static String[] start(String page) {
        return only(START, page).group(1).replace(":4444,", ":0,").split(" ");
    }

    private static String play(String[] commandLine, List<String> page) throws IOException {
        StringBuilder talk = new StringBuilder();
        try (RunningProgram program = RunningProgram.start(commandLine);
                RawClient client = RawClient.connect(program.line().replace("listening on ", ""))) {
            hear(client.read(), talk);
            for (String request :
                    page.stream().filter(line -> line.startsWith(REQUEST)).toList()) {
                talk.append('\n').append(request).append('\n');
                String line = client.ask(request.substring(REQUEST.length()) + "\r\n");
                while (line.startsWith("{\"timestamp\"")) {
                    hear(line, talk);
                    line = client.read();
                }
                hear(line, talk);
            }
            assertThat(client.read()).isEqualTo("closed");
            assertThat(program.status()).isZero();
        }
        return talk.toString();
    }

    private static void hear(String line, StringBuilder talk) {
        talk.append(HEARD)
                .append(line.replaceAll(
                                "\\{\"seconds\": \\d+, \"microseconds\": \\d+}",
                                "{\"seconds\": 1767225600, \"microseconds\": 123456}")
                        .replaceAll("\"micro\": \\d+", "\"micro\": 0")
                        .replaceAll("\"package\": \"[^\"]*\"", "\"package\": \"…\""))
                .append('\n');
    }

    private static MatchResult only(Pattern pattern, String text) {
        List<MatchResult> found =
                Stream.of(text).flatMap(page -> pattern.matcher(page).results()).toList();
        assertThat(found).as(pattern.pattern()).hasSize(1);
        return found.get(0);
    }
}
