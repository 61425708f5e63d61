package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events, replies and errors are those of QEMU 11.1. */
class BlockdevCreateTest {
    private final MachineUnderTest machine = new MachineUnderTest();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        machine.close();
    }

    private List<String> create(String id, String options) {
        return machine.tell("{\"execute\": \"blockdev-create\", \"arguments\": {\"job-id\": \"" + id
                + "\", \"options\": {" + options.replace('\'', '"').replace("$D", directory.toString()) + "}}}");
    }

    private List<String> add(String options) {
        return machine.tell("{\"execute\": \"blockdev-add\", \"arguments\": {"
                + options.replace('\'', '"').replace("$D", directory.toString()) + "}}");
    }

    private List<String> job(String command, String id) {
        return machine.tell("{\"execute\": \"" + command + "\", \"arguments\": {\"id\": \"" + id + "\"}}");
    }

    private static String status(String id, String status) {
        return "{\"event\": \"JOB_STATUS_CHANGE\", \"data\": {\"status\": \"" + status + "\", \"id\": \"" + id + "\"}}";
    }

    private static String error(String text) {
        return "{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}";
    }

    private static final String OK = "{\"return\": {}}";

    @Test
    void aJobHasQemusStates() throws IOException {
        assertThat(create("c", "'driver': 'file', 'filename': '$D/x', 'size': 1048577"))
                .containsExactly(
                        status("c", "created"),
                        status("c", "running"),
                        OK,
                        status("c", "waiting"),
                        status("c", "pending"),
                        status("c", "concluded"));
        assertThat(Files.size(directory.resolve("x"))).isEqualTo(1048577);
        assertThat(machine.tell("{\"execute\": \"query-jobs\"}"))
                .containsExactly("{\"return\": [{\"current-progress\": 1, \"status\": \"concluded\","
                        + " \"total-progress\": 1, \"type\": \"create\", \"id\": \"c\"}]}");
        assertThat(job("job-cancel", "c"))
                .containsExactly(error("Job 'c' in state 'concluded' cannot accept command verb 'cancel'"));
        assertThat(create("c", "'driver': 'file', 'filename': '$D/y', 'size': 0"))
                .containsExactly(error("Job ID 'c' already in use"));
        assertThat(job("job-dismiss", "c")).containsExactly(status("c", "null"), OK);
        assertThat(job("job-dismiss", "c")).containsExactly(error("Job not found"));
    }

    @Test
    void aJobThatFailsKeepsItsError() {
        assertThat(create("c", "'driver': 'file', 'filename': '/nope/x', 'size': 512"))
                .containsExactly(
                        status("c", "created"),
                        status("c", "running"),
                        OK,
                        status("c", "aborting"),
                        status("c", "concluded"));
        assertThat(machine.tell("{\"execute\": \"query-jobs\"}").get(0))
                .contains("\"error\": \"Could not create '/nope/x': No such file or directory\"");
        create("d", "'driver': 'qcow2', 'file': 'nope', 'size': 512");
        assertThat(machine.tell("{\"execute\": \"query-jobs\"}").get(0))
                .contains("\"error\": \"Cannot find device='nope' nor node-name='nope'\"");
    }

    @Test
    void whatCannotBeMadeIsNoJob() {
        assertThat(create("-x", "'driver': 'file', 'filename': '$D/x', 'size': 0"))
                .containsExactly(error("Invalid job ID '-x'"));
        assertThat(create("x", "'driver': 'null-co'"))
                .containsExactly(error("Driver does not support blockdev-create"));
        assertThat(machine.tell("{\"execute\": \"query-jobs\"}")).containsExactly("{\"return\": []}");
    }

    @Test
    void anImageThatWasMadeCanBeOpened() {
        create("a", "'driver': 'file', 'filename': '$D/base', 'size': 0");
        create("b", "'driver': 'qcow2', 'size': 5242880, 'file': {'driver': 'file', 'filename': '$D/base'}");
        create("c", "'driver': 'file', 'filename': '$D/top', 'size': 0");
        create(
                "d",
                "'driver': 'qcow2', 'size': 10485760, 'backing-file': '$D/base', 'backing-fmt': 'qcow2',"
                        + " 'file': {'driver': 'file', 'filename': '$D/top'}");

        assertThat(add("'driver': 'qcow2', 'node-name': 'q', 'file': {'driver': 'file', 'filename': '$D/top'}"))
                .containsExactly(OK);
        assertThat(machine.tell("{\"execute\": \"query-named-block-nodes\"}").get(0))
                .contains("\"virtual-size\": 10485760", "\"full-backing-filename\": \"" + directory + "/base\"");
    }

    @Test
    void edgesOfTheGraphAreQemus() {
        create("a", "'driver': 'file', 'filename': '$D/f', 'size': 0");
        create("b", "'driver': 'qcow2', 'size': 512, 'file': {'driver': 'file', 'filename': '$D/f'}");
        add("'driver': 'file', 'node-name': 'f', 'filename': '$D/f'");
        add("'driver': 'qcow2', 'node-name': 'q', 'file': 'f'");

        assertThat(machine.tell("{\"execute\": \"x-debug-query-block-graph\"}"))
                .containsExactly("{\"return\": {\"edges\": [{\"name\": \"file\", \"parent\": 2, \"shared-perm\":"
                        + " [\"write-unchanged\", \"consistent-read\"], \"perm\": [\"resize\", \"write\","
                        + " \"consistent-read\"], \"child\": 1}], \"nodes\": [{\"name\": \"q\", \"type\":"
                        + " \"block-driver\", \"id\": 2}, {\"name\": \"f\", \"type\": \"block-driver\", \"id\": 1}]}}");
    }

    @Test
    @Tag("qemu")
    void qemuFindsTheImageCorrect() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "qemu-img"))),
                "qemu-img is not installed");
        Files.write(directory.resolve("x"), new byte[512]);
        for (String more : List.of(
                "", ", 'cluster-size': 512", ", 'version': 'v2'", ", 'backing-file': 'x', 'backing-fmt': 'raw'")) {
            create("a", "'driver': 'file', 'filename': '$D/f', 'size': 0");
            create("b", "'driver': 'qcow2', 'size': 1048576, 'file': {'driver': 'file', 'filename': '$D/f'}" + more);
            job("job-dismiss", "a");
            job("job-dismiss", "b");
            Process check = new ProcessBuilder("qemu-img", "check", "-f", "qcow2", directory + "/f")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(check.getInputStream().readAllBytes())).contains("No errors were found");
            assertThat(check.waitFor()).isZero();
        }
    }
}
