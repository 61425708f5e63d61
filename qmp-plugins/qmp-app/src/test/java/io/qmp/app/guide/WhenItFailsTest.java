package io.qmp.app.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each message of the page about failures is what is said when that is caused, and nothing is on it that is not. */
class WhenItFailsTest {
    private static final Path PAGE = SourceTree.ROOT.resolve("docs/guide/13-when-it-fails.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @TempDir
    private Path run;

    @Test
    void everyMessageIsOnThePage() {
        Map<String, String> messages = new TreeMap<>();
        new Failures(run).all().forEach((name, cause) -> messages.put(name, message(cause)));
        List<String> rows = ROW.matcher(SourceTree.read(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();

        Map<String, String> missing = new TreeMap<>(messages);
        missing.values().removeIf(message -> rows.stream().anyMatch(row -> fits(row, message)));
        assertThat(missing).isEmpty();
        assertThat(rows).allMatch(row -> messages.values().stream().anyMatch(message -> fits(row, message)));
    }

    private String message(Callable<Object> cause) {
        try {
            return "nothing failed: " + cause.call();
        } catch (CompletionException | ExecutionException e) {
            return text(e.getCause());
        } catch (Exception e) {
            return text(e);
        }
    }

    private String text(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .replace(run.toString(), "/run")
                .replace('\n', ' ');
    }

    private static boolean fits(String row, String message) {
        String pattern = Stream.of(row.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return message.matches(pattern);
    }
}
