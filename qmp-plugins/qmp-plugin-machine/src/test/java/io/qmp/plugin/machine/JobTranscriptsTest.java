package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Repeats what was said to QEMU 7.2, 10.0 and 11.1, and compares every reply and event with what they said. A line of
 * a transcript is a command with its arguments; the lines below it that begin with blanks were heard until it was
 * quiet.
 */
class JobTranscriptsTest {
    /** How long QEMU was listened to after each command. */
    private static final Duration QUIET = Duration.ofMillis(300);

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "V7_2, backup",
        "V7_2, slow",
        "V7_2, mirror",
        "V7_2, commit",
        "V7_2, stream",
        "V7_2, refusals",
        "V7_2, errors",
        "V7_2, chains",
        "V7_2, groups",
        "V7_2, transaction",
        "V7_2, drives",
        "V7_2, insides",
        "V10_0, backup",
        "V10_0, slow",
        "V10_0, mirror",
        "V10_0, commit",
        "V10_0, stream",
        "V10_0, refusals",
        "V10_0, errors",
        "V10_0, chains",
        "V10_0, groups",
        "V10_0, transaction",
        "V10_0, drives",
        "V10_0, insides",
        "V10_0, devices",
        "V10_0, change",
        "V10_0, active",
        "V10_0, inactive",
        "V11_1, backup",
        "V11_1, slow",
        "V11_1, mirror",
        "V11_1, stream",
        "V11_1, refusals",
        "V11_1, errors",
        "V11_1, chains",
        "V11_1, groups",
        "V11_1, transaction",
        "V11_1, drives",
        "V11_1, insides",
        "V11_1, devices",
        "V11_1, change",
        "V11_1, active",
        "V11_1, inactive"
    })
    void saysWhatQemuSaid(QemuVersion version, String name) throws IOException {
        List<String> transcript = transcript(version, name);
        List<String> said = new ArrayList<>();
        try (MachineUnderTest machine = MachineUnderTest.as(version, options(transcript))) {
            for (String line : transcript) {
                if (line.startsWith("#") || line.startsWith("args: ")) {
                    said.add(line);
                } else if (!line.startsWith(" ")) {
                    said.add(line);
                    List<String> heard = new ArrayList<>(machine.tell(request(line)));
                    heard.addAll(machine.pass(QUIET));
                    heard.forEach(text -> said.add("  " + plain(text)));
                }
            }
        }
        assertThat(said)
                .containsExactlyElementsOf(transcript.stream().map(this::plain).toList());
    }

    private static List<String> transcript(QemuVersion version, String name) throws IOException {
        String place = "/jobs/" + version.name().substring(1).replace('_', '.') + "/" + name + ".txt";
        try (InputStream file = Objects.requireNonNull(JobTranscriptsTest.class.getResourceAsStream(place), place)) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static String[] options(List<String> transcript) {
        return transcript.stream()
                .filter(line -> line.startsWith("args: "))
                .flatMap(line -> List.of(line.substring("args: ".length()).split(" ")).stream())
                .toArray(String[]::new);
    }

    private String request(String line) {
        String command = line.replace('\'', '"').replace("$D", directory.toString());
        int blank = command.indexOf(' ');
        return blank < 0
                ? "{\"execute\": \"" + command + "\"}"
                : "{\"execute\": \"" + command.substring(0, blank) + "\", \"arguments\": "
                        + command.substring(blank + 1) + "}";
    }

    /** A line without what the machine does not simulate: holes and limits of files, and the numbers of nodes. */
    private String plain(String line) {
        return line.replace(directory.toString(), "$D")
                .replaceAll("#block\\d+", "#block")
                .replaceAll("\"actual-size\": \\d+", "\"actual-size\": 0")
                .replaceAll("\"limits\": \\{[^}]*}, ", "")
                .replace("\"format-specific\": {\"type\": \"file\", \"data\": {}}, ", "");
    }
}
