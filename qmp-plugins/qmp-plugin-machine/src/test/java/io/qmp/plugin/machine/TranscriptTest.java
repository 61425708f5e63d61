package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays conversations with machines. Each begins with {@code == TITLE} and perhaps {@code $ OPTIONS}; then
 * {@code -> REQUEST} sends a request, {@code hmp LINE} a line of the human monitor, {@code .. MILLIS} lets time
 * pass, and what follows as {@code <- MESSAGE} is exactly what is heard of it, but for what an ellipsis stands for.
 */
class TranscriptTest {
    private static final String HEARD = "<- ";

    private static final List<String> TRANSCRIPTS = List.of(
            "runstate",
            "guest",
            "disks",
            "blocknodes",
            "queries",
            "migration",
            "chardevs",
            "netdevs",
            "hmp",
            "objects",
            "numa");

    @TestFactory
    Stream<DynamicContainer> transcripts() {
        return TRANSCRIPTS.stream().map(name -> DynamicContainer.dynamicContainer(name, conversations(name + ".txt")));
    }

    private Stream<DynamicTest> conversations(String file) {
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream(file), file)) {
            return Stream.of(new String(text.readAllBytes(), UTF_8).split("(?m)^== "))
                    .filter(conversation -> !conversation.isBlank())
                    .map(conversation -> conversation.lines().toList())
                    .map(lines -> DynamicTest.dynamicTest(lines.get(0), () -> play(lines.subList(1, lines.size()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void play(List<String> lines) {
        boolean hasOptions = lines.get(0).startsWith("$ ");
        String[] options = hasOptions ? lines.get(0).substring(2).split(" ") : new String[0];
        List<String> expected = lines.stream()
                .skip(hasOptions ? 1 : 0)
                .filter(line -> !line.isEmpty())
                .toList();
        try (MachineUnderTest machine = new MachineUnderTest(options)) {
            List<String> said = new ArrayList<>();
            for (String line : expected) {
                if (!line.startsWith(HEARD)) {
                    said.add(line);
                    for (String message : step(machine, line)) {
                        said.add(
                                said.size() < expected.size()
                                        ? asExpected(message, expected.get(said.size()))
                                        : message);
                    }
                }
            }
            assertThat(String.join("\n", said)).isEqualTo(String.join("\n", expected));
        }
    }

    /** A message that fits what is expected, but for what it leaves open, counts as that. */
    private static String asExpected(String message, String expected) {
        String pattern = Stream.of(expected.split("…", -1))
                .map(String::strip)
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return message.matches(pattern) ? expected : message;
    }

    private static List<String> step(MachineUnderTest machine, String line) {
        String text = line.substring(line.indexOf(' ') + 1);
        List<String> heard = switch (line.substring(0, line.indexOf(' '))) {
            case "->" -> machine.tell(text.startsWith("{") ? text : "{\"execute\": \"" + text + "\"}");
            case "hmp" -> machine.line(text);
            case ".." -> machine.pass(Duration.ofMillis(Long.parseLong(text)));
            default -> throw new IllegalArgumentException(line);
        };
        return heard.stream().map(message -> HEARD + message).toList();
    }
}
