package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that take time, meet the guest, and leave files behind. */
class BlockJobsTest {
    private static final String NODES = "driver=null-co,node-name=%s,size=10485760";

    private MachineUnderTest machine = new MachineUnderTest(
            "-job-rate",
            "1M",
            "-blockdev",
            NODES.formatted("a"),
            "-blockdev",
            NODES.formatted("b"),
            "-device",
            "virtio-blk-pci,id=d,drive=a",
            "-device",
            "pcie-root-port,id=rp");

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        machine.close();
    }

    private List<String> tell(String command, String arguments) {
        return machine.tell("{\"execute\": \"" + command + "\", \"arguments\": {"
                + arguments.replace('\'', '"').replace("$D", directory.toString()) + "}}");
    }

    private String jobs() {
        return machine.tell("{\"execute\": \"query-jobs\"}").get(0);
    }

    private void mirror() {
        tell("blockdev-mirror", "'job-id': 'j', 'device': 'a', 'target': 'b', 'sync': 'full'");
    }

    @Test
    void aRateMakesAJobTakeTime() {
        mirror();
        assertThat(jobs()).contains("\"current-progress\": 0, \"status\": \"running\", \"total-progress\": 10485760");
        machine.pass(Duration.ofSeconds(5));
        assertThat(jobs()).contains("\"status\": \"running\"").doesNotContain("\"current-progress\": 0,");
        assertThat(machine.pass(Duration.ofSeconds(6))).anyMatch(line -> line.contains("BLOCK_JOB_READY"));
    }

    @Test
    void aPausedJobLetsTimePass() {
        mirror();
        tell("job-pause", "'id': 'j'");
        assertThat(machine.pass(Duration.ofHours(1))).isEmpty();
        assertThat(machine.timers()).isZero();
        tell("job-resume", "'id': 'j'");
        assertThat(machine.pass(Duration.ofSeconds(11))).anyMatch(line -> line.contains("BLOCK_JOB_READY"));
    }

    @Test
    void whatTheGuestWritesToAReadyMirrorIsCopied() {
        mirror();
        machine.pass(Duration.ofSeconds(11));
        tell("__io.qmp_guest-write", "'node-name': 'a', 'offset': 0, 'bytes': 65536");
        assertThat(jobs())
                .contains("\"current-progress\": 10485760, \"status\": \"ready\", \"total-progress\": 10551296");
        machine.pass(Duration.ofSeconds(1));
        assertThat(jobs())
                .contains("\"current-progress\": 10551296, \"status\": \"ready\", \"total-progress\": 10551296");
    }

    @Test
    void theGuestUsesTheCopyAfterAPivot() {
        mirror();
        machine.pass(Duration.ofSeconds(11));
        tell("job-complete", "'id': 'j'");
        tell("__io.qmp_guest-write", "'node-name': 'b', 'offset': 0, 'bytes': 512");
        assertThat(machine.tell("{\"execute\": \"query-blockstats\"}").get(0))
                .contains("\"wr_bytes\": 512", "\"node-name\": \"b\"");
        assertThat(tell("blockdev-del", "'node-name': 'a'")).containsExactly("{\"return\": {}}");
    }

    @Test
    void aFailureThatATestDemandsStopsAJobThatIsToldSo() {
        tell("__io.qmp_block-fail", "'node-name': 'b', 'nospace': true");
        tell(
                "blockdev-mirror",
                "'job-id': 'j', 'device': 'a', 'target': 'b', 'sync': 'full', 'on-target-error': 'enospc'");
        assertThat(machine.pass(Duration.ofSeconds(1)))
                .containsSubsequence(
                        "{\"event\": \"BLOCK_JOB_ERROR\", \"data\": {\"device\": \"j\", \"operation\": \"write\","
                                + " \"action\": \"stop\"}}",
                        "{\"event\": \"JOB_STATUS_CHANGE\", \"data\": {\"status\": \"paused\", \"id\": \"j\"}}");
        assertThat(machine.tell("{\"execute\": \"query-block-jobs\"}").get(0)).contains("\"io-status\": \"nospace\"");
        tell("job-resume", "'id': 'j'");
        assertThat(machine.pass(Duration.ofSeconds(11))).anyMatch(line -> line.contains("BLOCK_JOB_READY"));
    }

    @Test
    void filesOfTheHostAreMadeWhereTheyMayBeOnly() {
        machine.close();
        machine = new MachineUnderTest("-host-files", "none", "-blockdev", NODES.formatted("a"));
        for (String command : List.of("drive-mirror", "drive-backup")) {
            assertThat(tell(
                                    command,
                                    "'job-id': 'j', 'device': 'a', 'target': '$D/x', 'sync': 'full', 'format': 'qcow2'")
                            .get(0))
                    .contains("the server gives clients access to no files");
        }
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void aMachineThatEndsForgetsItsJobs() {
        mirror();
        assertThat(machine.timers()).isPositive();
    }

    @Test
    @Tag("qemu")
    void qemuSeesTheChainThatAJobLeaves() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "qemu-img"))),
                "qemu-img is not installed");
        chain("base", "mid", "top");
        tell("device_add", "'driver': 'virtio-blk-pci', 'bus': 'rp', 'id': 'e', 'drive': 'top'");
        assertThat(files("top")).containsExactly("top", "mid", "base");

        tell("block-commit", "'job-id': 'j', 'device': 'top', 'top-node': 'mid', 'base-node': 'base'");
        machine.pass(Duration.ofSeconds(2));
        assertThat(files("top")).containsExactly("top", "base");

        tell("blockdev-snapshot-sync", "'node-name': 'top', 'snapshot-file': '$D/snap', 'snapshot-node-name': 'snap'");
        assertThat(files("snap")).containsExactly("snap", "top", "base");
        tell("block-stream", "'job-id': 'j', 'device': 'snap'");
        machine.pass(Duration.ofSeconds(2));
        assertThat(files("snap")).containsExactly("snap");

        tell("drive-mirror", "'job-id': 'j', 'device': 'snap', 'target': '$D/copy', 'sync': 'full'");
        machine.pass(Duration.ofSeconds(2));
        tell("job-complete", "'id': 'j'");
        assertThat(files("copy")).containsExactly("copy");
        for (String file : List.of("base", "top", "snap", "copy")) {
            assertThat(run("qemu-img", "check", "-f", "qcow2", directory + "/" + file))
                    .contains("No errors were found");
        }
    }

    private void chain(String... names) {
        String below = null;
        for (String name : names) {
            tell(
                    "blockdev-create",
                    "'job-id': 'c', 'options': {'driver': 'file', 'filename': '$D/" + name + "', 'size': 0}");
            tell("job-dismiss", "'id': 'c'");
            tell(
                    "blockdev-create",
                    "'job-id': 'c', 'options': {'driver': 'qcow2', 'size': 1048576, 'file': {'driver': 'file',"
                            + " 'filename': '$D/" + name + "'}"
                            + (below == null ? "" : ", 'backing-file': '$D/" + below + "', 'backing-fmt': 'qcow2'")
                            + "}");
            tell("job-dismiss", "'id': 'c'");
            tell(
                    "blockdev-add",
                    "'driver': 'qcow2', 'node-name': '" + name + "', 'file': {'driver': 'file', 'filename': '$D/" + name
                            + "'}" + (below == null ? "" : ", 'backing': '" + below + "'"));
            below = name;
        }
    }

    private List<String> files(String top) throws IOException, InterruptedException {
        return run("qemu-img", "info", "-U", "--backing-chain", directory + "/" + top)
                .lines()
                .filter(line -> line.startsWith("image: "))
                .map(line -> Path.of(line.substring("image: ".length()))
                        .getFileName()
                        .toString())
                .toList();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
