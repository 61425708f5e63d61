package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Repeats what was said to pairs of QEMU 7.2, 10.0 and 11.1 that were migrated, and compares every reply and event with
 * what they said. A line of a transcript is the name of a machine and a command with its arguments; the lines below it
 * that begin with blanks were heard until it was quiet, first of the machine that comes first.
 */
class MigrationTranscriptsTest {
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final WireCodec CODEC = WireCodec.installed();
    /** Members that depend on the host, or on what QEMU has in its memory. */
    private static final Set<String> NUMBERS = Set.of(
            "setup-time",
            "downtime",
            "total-time",
            "expected-downtime",
            "transferred",
            "precopy-bytes",
            "downtime-bytes",
            "normal",
            "normal-bytes",
            "duplicate",
            "total",
            "pages-per-second",
            "port",
            "remaining",
            "mbps");

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, MachineUnderTest> machines = new LinkedHashMap<>();

    static Stream<List<Object>> transcripts() {
        return Stream.of(QemuVersion.values())
                .flatMap(version -> Stream.of(
                                "migrate", "stopped", "pause", "cancel", "refused", "arrive", "other", "hmp")
                        .map(name -> List.of(version, name)));
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void saysWhatQemuSaid(List<Object> which) throws IOException {
        QemuVersion version = (QemuVersion) which.get(0);
        List<String> transcript = transcript(version, (String) which.get(1));
        List<String> said = new ArrayList<>();
        for (String line : transcript) {
            if (line.startsWith("exit ")) {
                said.add(line);
                said.add("  exit " + machine(line.split(" ")[1]).plugin.exitStatus());
            } else if (!line.startsWith(" ")) {
                said.add(line);
                play(version, line);
                machines.forEach(
                        (name, machine) -> machine.heard().forEach(text -> said.add(plain("  " + name + " " + text))));
            }
        }
        machines.values().forEach(MachineUnderTest::close);
        assertThat(said)
                .containsExactlyElementsOf(transcript.stream()
                        .filter(line -> !line.startsWith("  qemu-system") && !line.startsWith("  warning"))
                        .map(this::plain)
                        .toList());
    }

    private void play(QemuVersion version, String line) {
        String[] words = line.split(" ", 3);
        if (words[0].equals("start")) {
            start(version, words[1], words[2].replace("$D", directory.toString()));
            return;
        }
        MachineUnderTest machine = machine(words[0]);
        List<String> heard = new ArrayList<>(machine.answer(request(words)));
        heard.addAll(machine.pass(QUIET));
        machine.again(heard);
    }

    private MachineUnderTest machine(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }

    private void start(QemuVersion version, String name, String options) {
        MachineUnderTest machine = machines.isEmpty()
                ? MachineUnderTest.as(version, options.split(" "))
                : machines.values().iterator().next().beside(version, options.split(" "));
        machines.put(name, machine);
        machine.plugin.startIncoming();
        machine.heard();
    }

    private String request(String[] words) {
        return "{\"execute\": \"" + words[1] + "\""
                + (words.length < 3
                        ? ""
                        : ", \"arguments\": " + words[2].replace('\'', '"').replace("$D", directory.toString()))
                + "}";
    }

    private static List<String> transcript(QemuVersion version, String name) throws IOException {
        String place = "/migrations/" + version.label() + "/" + name + ".txt";
        try (InputStream file =
                Objects.requireNonNull(MigrationTranscriptsTest.class.getResourceAsStream(place), place)) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** A line without numbers that depend on the host or on what QEMU has in its memory, with sorted members. */
    private String plain(String line) {
        int json = line.indexOf('{');
        if (!line.startsWith(" ") || json < 0) {
            return line;
        }
        QmpValue message = CODEC.parse(line.substring(json));
        return line.substring(0, json) + sorted("", message).replace(directory.toString(), "$D");
    }

    private static String sorted(String name, QmpValue value) {
        if (value instanceof QmpObject object) {
            return object.members().entrySet().stream()
                    .map(member -> member.getKey() + "=" + sorted(member.getKey(), member.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof QmpArray array) {
            return array.elements().stream()
                    .map(element -> sorted("", element))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return NUMBERS.contains(name) ? "?" : value.toString();
    }
}
