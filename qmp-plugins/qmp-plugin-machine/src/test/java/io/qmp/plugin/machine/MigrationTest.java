package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that last, or go to files; what QEMU says is in {@link MigrationTranscriptsTest}. */
class MigrationTest {
    private static final String EVENTS =
            "migrate-set-capabilities {'capabilities':" + "[{'capability':'events','state':true}]}";
    private static final String COMPLETED = "{\"event\": \"MIGRATION\", \"data\": {\"status\": \"completed\"}}";
    private static final String FAILED = "{\"event\": \"MIGRATION\", \"data\": {\"status\": \"failed\"}}";
    private static final String OK = "{\"return\": {}}";

    private final List<MachineUnderTest> machines = new ArrayList<>();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        machines.forEach(MachineUnderTest::close);
    }

    private MachineUnderTest machine(String... options) {
        MachineUnderTest machine = machines.isEmpty()
                ? MachineUnderTest.as(QemuVersion.V10_0, options)
                : machines.get(0).beside(QemuVersion.V10_0, options);
        machines.add(machine);
        return machine;
    }

    private List<String> ask(MachineUnderTest machine, String line) {
        return machine.answer(request(line));
    }

    /** Fails unless an event comes, with the answer or later. */
    private void ask(MachineUnderTest machine, String line, String event) {
        assertThat(machine.answer(request(line), event)).contains(event);
    }

    private String request(String line) {
        String[] words =
                line.replace('\'', '"').replace("$D", directory.toString()).split(" ", 2);
        return "{\"execute\": \"" + words[0] + "\"" + (words.length < 2 ? "" : ", \"arguments\": " + words[1]) + "}";
    }

    private String state(MachineUnderTest machine) {
        return ask(machine, "query-status").toString().replaceFirst(".*\"status\": \"([a-z-]*)\".*", "$1");
    }

    private static String number(String member, List<String> heard) {
        return heard.toString().replaceFirst(".*\"" + member + "\": (\\d+).*", "$1");
    }

    /** 64 MiB at 16 MiB a second are there after four seconds; each page takes eight bytes more. */
    @Test
    void theRateSaysHowLongItTakes() {
        MachineUnderTest source = machine("-m", "64", "-migration-rate", "16M");
        MachineUnderTest target = machine("-m", "64", "-incoming", "defer");
        ask(source, EVENTS);
        ask(target, "migrate-incoming {'uri': 'unix:/m'}");
        ask(source, "migrate {'uri': 'unix:/m'}");
        source.pass(Duration.ofSeconds(2));
        List<String> halfway = ask(source, "query-migrate");
        assertThat(halfway.toString()).contains("\"status\": \"active\"", "\"total-time\": 2000");
        assertThat(Long.parseLong(number("normal", halfway))).isBetween(7_500L, 8_192L);
        assertThat(state(source)).isEqualTo("running");
        assertThat(ask(target, "query-migrate").toString()).contains("\"status\": \"active\"");
        ask(source, "migrate-set-parameters {'max-bandwidth': 1048576}");
        source.pass(Duration.ofSeconds(3));
        assertThat(ask(source, "query-migrate").toString()).contains("\"status\": \"active\"");
        ask(source, "migrate-set-parameters {'max-bandwidth': 0}");
        assertThat(source.pass(Duration.ofSeconds(3))).contains(COMPLETED);
        assertThat(state(source)).isEqualTo("postmigrate");
        assertThat(state(target)).isEqualTo("running");
    }

    @Test
    void aSourceWhosePeerDiesRunsOn() {
        MachineUnderTest source = machine("-migration-rate", "1M");
        MachineUnderTest target = machine("-incoming", "defer");
        ask(source, EVENTS);
        ask(target, "migrate-incoming {'uri': 'unix:/m'}");
        ask(source, "migrate {'uri': 'unix:/m'}");
        source.pass(Duration.ofSeconds(1));
        target.line("quit");
        assertThat(source.pass(Duration.ofSeconds(1))).containsExactly(FAILED);
        assertThat(ask(source, "query-migrate"))
                .containsExactly("{\"return\": {\"status\": \"failed\", "
                        + "\"error-desc\": \"Unable to write to socket: Broken pipe\"}}");
        assertThat(state(source)).isEqualTo("running");
    }

    @Test
    void aTargetWhosePeerDiesEnds() {
        MachineUnderTest source = machine("-migration-rate", "1M");
        MachineUnderTest target = machine("-incoming", "defer");
        ask(target, EVENTS);
        ask(target, "migrate-incoming {'uri': 'unix:/m'}");
        ask(source, "migrate {'uri': 'unix:/m'}");
        source.line("quit");
        assertThat(target.heard()).containsSubsequence(FAILED, "end");
        assertThat(target.plugin.exitStatus()).isEqualTo(1);
    }

    @Test
    void aTargetThatStaysSaysWhatWasWrong() throws IOException {
        Files.writeString(directory.resolve("saved"), "not a stream");
        MachineUnderTest target = machine("-incoming", "defer");
        ask(target, EVENTS);
        ask(target, "migrate-incoming {'uri': 'file:$D/saved', 'exit-on-error': false}", FAILED);
        assertThat(ask(target, "query-migrate"))
                .containsExactly("{\"return\": {\"status\": \"failed\", "
                        + "\"error-desc\": \"load of migration failed: Invalid argument\"}}");
        assertThat(state(target)).isEqualTo("inmigrate");
        assertThat(target.plugin.exitStatus()).isEqualTo(0);
    }

    /** The balloon goes with it, and what was paused stays so; the file begins as QEMU's. */
    @Test
    void aFileKeepsAMachine() throws IOException {
        MachineUnderTest source = machine("-device", "virtio-balloon-pci,id=b");
        source.plugin.guest().balloon(100 << 20);
        ask(source, EVENTS);
        ask(source, "stop");
        ask(source, "migrate {'uri': 'file:$D/saved,offset=0x10'}", COMPLETED);
        assertThat(Files.readAllBytes(directory.resolve("saved")))
                .startsWith(new byte[16])
                .containsSequence('Q', 'E', 'V', 'M', 0, 0, 0, 3, 7);
        MachineUnderTest target = machine("-device", "virtio-balloon-pci,id=b", "-incoming", "defer");
        ask(target, EVENTS);
        ask(target, "migrate-incoming {'uri': 'file:$D/saved,offset=16'}", COMPLETED);
        assertThat(state(target)).isEqualTo("paused");
        assertThat(ask(target, "query-balloon")).containsExactly("{\"return\": {\"actual\": 104857600}}");
    }

    @Test
    void aDeviceIsNotPluggedInMeanwhile() {
        MachineUnderTest source = machine("-migration-rate", "1M", "-device", "pcie-root-port,id=p,chassis=1");
        machine("-incoming", "unix:/m").plugin.startIncoming();
        machines.get(1).heard();
        ask(source, "migrate {'uri': 'unix:/m'}");
        String refused =
                "{\"error\": {\"class\": \"GenericError\", \"desc\": \"device_add not allowed while migrating\"}}";
        String add = "device_add {'driver': 'virtio-rng-pci', 'bus': 'p', 'id': 'r'}";
        assertThat(ask(source, add)).containsExactly(refused);
        ask(source, "migrate_cancel");
        assertThat(ask(source, add)).containsExactly(OK);
    }

    @Test
    void aYankEndsIt() {
        MachineUnderTest source = machine("-migration-rate", "1M");
        machine("-incoming", "unix:/m").plugin.startIncoming();
        machines.get(1).heard();
        ask(source, "migrate {'uri': 'unix:/m'}");
        assertThat(ask(source, "query-yank").toString()).contains("{\"type\": \"migration\"}");
        assertThat(ask(source, "yank {'instances': [{'type': 'migration'}]}")).containsExactly(OK);
        assertThat(ask(source, "query-migrate").toString()).contains("\"failed\"");
        assertThat(ask(source, "query-yank").toString()).doesNotContain("migration");
    }
}
