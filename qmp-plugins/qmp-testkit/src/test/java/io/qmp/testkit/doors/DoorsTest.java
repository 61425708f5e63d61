package io.qmp.testkit.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.testkit.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that use the doors of a server from outside, as {@code docs/plugins.md} shows them. */
class DoorsTest {
    private static final Path PAGE = Path.of("../../docs/plugins.md");
    private static final Path SOURCES = Path.of("src/test/java/io/qmp/testkit/doors");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\w+) -->\\s*```java\\s(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("// README\\s(.*?)// end", Pattern.DOTALL);

    @Test
    void aProxyPassesEverythingOnAndRecordsIt() {
        List<String> record = new ArrayList<>();
        QmpObject odd = QmpObject.of("z", QmpValue.of(1), "a", QmpArray.of(QmpValue.of(0.5)));
        try (LocalServer upstream = LocalServer.with(registry -> registry.command(
                        "far", (request, context) -> CompletableFuture.completedFuture(request.success(odd))));
                LocalServer server = LocalServer.with(new RecordingProxy(upstream.client(), record))) {
            CompletableFuture<QmpValue> far = server.client().execute("far", QmpObject.EMPTY);
            CompletableFuture<QmpValue> nope = server.client().execute("nope", QmpObject.EMPTY);
            for (int i = 0; i < 3; i++) { // both servers run within this thread
                server.events();
                upstream.events();
            }
            server.events();

            assertThat(far).isCompletedWithValue(odd);
            assertThat(((QmpObject) far.join()).members().keySet()).containsExactly("z", "a");
            assertThatThrownBy(nope::join)
                    .hasCauseInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("The command nope has not been found");
            assertThat(record).containsExactly("far: done", "nope: failed");
        }
    }

    @Test
    void anAllowListLooksAtArguments() {
        AllowList rules = new AllowList(Map.of(
                "say",
                arguments -> arguments.string("text").filter("hello"::equals).isPresent()));
        try (LocalServer server = LocalServer.with(
                rules,
                registry -> registry.command(
                        "say",
                        (request, context) ->
                                CompletableFuture.completedFuture(request.success(request.arguments()))))) {
            QmpObject hello = QmpObject.of("text", QmpValue.of("hello"));

            assertThat(server.execute("say", hello)).isEqualTo(hello);
            for (QmpObject other : List.of(QmpObject.EMPTY, QmpObject.of("text", QmpValue.of("bye")))) {
                assertThatThrownBy(() -> server.execute("say", other))
                        .hasMessageContaining("Command say has been disabled");
            }
        }
    }

    @Test
    void aCounterTellsTheNumbers() {
        try (LocalServer server = LocalServer.with(new CommandCounter())) {
            CompletableFuture<Reply> unknown = server.client().send(new Request("nope", QmpObject.EMPTY, null, false));
            server.events();

            assertThat(unknown).isCompleted();
            assertThat(server.execute("__org.example_counts", QmpObject.EMPTY))
                    .isEqualTo(QmpObject.of("SUCCEEDED", QmpValue.of(1), "FAILED", QmpValue.of(1)));
        }
    }

    @Test
    void echoesComeAndGo() {
        try (LocalServer server = LocalServer.with(new EchoCommands())) {
            QmpObject echo = QmpObject.of("name", QmpValue.of("echo"));

            server.execute("__org.example_add", echo);
            assertThat(server.execute("echo", echo)).isEqualTo(echo);
            assertThat(server.context().commandNames()).contains("echo");
            assertThat(server.context().schema().command("echo")).isPresent();
            assertThatThrownBy(() -> server.execute("__org.example_add", echo))
                    .isInstanceOf(CommandFailedException.class);

            server.execute("__org.example_remove", echo);
            assertThatThrownBy(() -> server.execute("echo", echo)).hasMessageContaining("echo has not been found");
            assertThat(server.context().commandNames()).doesNotContain("echo");
            assertThat(server.context().schema().command("echo")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RecordingProxy", "AllowList", "CommandCounter", "ReservedCommands", "EchoCommands"})
    void thePageShowsWhatIsTestedHere(String name) throws IOException {
        String shown = SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .filter(snippet -> snippet.group(1).equals(name))
                .map(snippet -> snippet.group(2))
                .findFirst()
                .orElseThrow();
        List<String> lines = Files.readAllLines(SOURCES.resolve(name + ".java"));
        String source = MARKED.matcher(String.join("\n", lines))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();

        assertThat(lines).hasSizeLessThanOrEqualTo(40);
        assertThat(words(source)).contains(words(shown));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
