package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.schema.Schema;
import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines are made by taking what is offered, at random. */
class CompletionPropertyTest {
    private static final int LINES = 1_500;
    private static final int STEPS = 12;

    /** Half of the lines begin with what is seldom taken among so many commands. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "",
            "",
            "",
            "transaction( ",
            "transaction( ",
            "blockdev-add driver=qcow2 ",
            "blockdev-add driver=quorum ",
            "nbd-server-start addr.type=inet ");

    /** Among the lines are actions of a transaction, lists of objects, unions, and both branches of an alternate. */
    private static final List<Pattern> SHAPES = Stream.of(
                    "^transaction\\( \\S+ \\S+=\\S+ ",
                    "\\[0\\]\\.\\S+=\\S+ ",
                    "driver=\\S+ (.* )?file=\\S+ ",
                    "driver=\\S+ (.* )?file\\.\\S+=\\S+ ",
                    "addr\\.type=\\S+ (.* )?addr\\.\\S+=\\S+ ")
            .map(Pattern::compile)
            .toList();

    /** Introspections of QEMU, and of storage daemons. */
    static Stream<Arguments> introspections() throws IOException {
        Stream.Builder<Arguments> all = Stream.builder();
        for (QemuVersion version : QemuVersion.values()) {
            all.add(Arguments.of("QEMU " + version, Lines.schema(version), LINES));
        }
        for (String version : List.of("7.2.22", "10.0.13", "11.1.3")) {
            String name = "qemu-storage-daemon-" + version;
            all.add(Arguments.of(name, Lines.recorded(name), LINES / 2));
        }
        return all.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("introspections")
    void whatIsOfferedLeadsToALineThatIsAcceptedOrCanBeCompleted(String name, Schema schema, int lines) {
        SchemaCompleter completer = new SchemaCompleter(schema, Lines.LIVE);
        Random random = new Random(7);
        int accepted = 0;
        List<Pattern> shapes = new ArrayList<>(SHAPES);
        for (int i = 0; i < lines; i++) {
            String line = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
            for (int step = 0; step < STEPS; step++) {
                String next = take(completer, random, line);
                if (next.isEmpty()) {
                    break;
                }
                line = next;
                List<Problem> problems = completer.check(Lines.parse(line));
                assertThat(problems)
                        .as(line)
                        .allMatch(problem -> isIncomplete(problem)
                                || !next.endsWith(" ")
                                        && !completer
                                                .complete(next, next.length(), Lines.SYNTAX)
                                                .isEmpty());
                shapes.removeIf(shape -> shape.matcher(next).find());
                accepted += problems.isEmpty() ? 1 : 0;
            }
        }
        assertThat(accepted).as(name).isGreaterThan(lines / 4);
        assertThat(shapes).as("shapes of lines that were not made").isEmpty();
    }

    /** What is missing can be given later; so can the rest of a word, but a whole one is not refused. */
    private static boolean isIncomplete(Problem problem) {
        return problem.message().contains("is missing");
    }

    private static String take(SchemaCompleter completer, Random random, String line) {
        List<Completion> offered = completer.complete(line, line.length(), Lines.SYNTAX).stream()
                .filter(completion -> !completion.text().equals(ShellLine.TRANSACTION)
                        && !completion.text().equals(ShellLine.OUT_OF_BAND))
                .toList();
        if (offered.isEmpty()) {
            return "";
        }
        Completion taken = offered.get(random.nextInt(offered.size()));
        String text = line.substring(0, SchemaCompleter.wordStart(line, line.length())) + taken.text();
        if (taken.text().endsWith("=")) {
            boolean listed =
                    !completer.complete(text, text.length(), Lines.SYNTAX).isEmpty();
            return listed ? text : text + value(taken.help()) + " ";
        }
        return taken.isWhole() || taken.text().endsWith("}") ? text + " " : text;
    }

    /** A value of a type whose values are not listed. */
    private static String value(String kind) {
        return kind.endsWith("int") || kind.endsWith("number") || kind.endsWith("size") || kind.endsWith("alternate")
                ? "1"
                : "x";
    }
}
