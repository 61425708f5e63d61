package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines are made by taking what is offered, at random. */
class CompletionPropertyTest {
    private static final int LINES = 1_500;
    private static final int STEPS = 12;

    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void whatIsOfferedLeadsToALineThatIsAcceptedOrCanBeCompleted(QemuVersion version) {
        SchemaCompleter completer = Lines.completer(version);
        Random random = new Random(7);
        int accepted = 0;
        for (int i = 0; i < LINES; i++) {
            String line = random.nextInt(4) == 0 ? "transaction( " : "";
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
                                || !completer
                                        .complete(next, next.length(), Lines.SYNTAX)
                                        .isEmpty());
                accepted += problems.isEmpty() ? 1 : 0;
            }
        }
        assertThat(accepted).isGreaterThan(LINES / 4);
    }

    /** What is missing can be given later. */
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
