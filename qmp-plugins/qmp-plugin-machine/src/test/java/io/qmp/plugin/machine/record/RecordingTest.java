package io.qmp.plugin.machine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.qmp.api.value.QmpObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records the tables of the machine anew, from the QEMU that a command starts:
 *
 * <pre>{@code
 * mvn -pl qmp-plugins/qmp-plugin-machine test -Dtest=RecordingTest -Dmachine.record=qemu-system-x86_64
 * }</pre>
 *
 * With {@code -Dmachine.record.boards=isapc,x-remote} only these boards, and what they answer; with
 * {@code -Dmachine.record.boards=virtio} only what virtio devices answer.
 */
@Tag("qemu")
@EnabledIfSystemProperty(named = "machine.record", matches = ".+")
class RecordingTest {
    private static final String COMMAND = System.getProperty("machine.record", "");
    private static final Path RESOURCES = Path.of("src/main/resources/io/qmp/plugin/machine/recorded");
    private static final List<String> BOARDS = List.of("q35", "pc", "microvm", "none", "isapc", "x-remote");
    private static final String VIRTIO = "virtio";
    private static final String ONLY = System.getProperty("machine.record.boards", "");

    @Test
    void recordsTypesBoardsAndTemplates() throws IOException {
        assumeThat(ONLY).isEmpty();
        Path folder;
        try (RecordedQemu qemu = start("q35")) {
            folder = RESOURCES.resolve(version(qemu));
            Lines.write(folder.resolve("cpus.gz"), RecordedCpus.lines(qemu));
        }
        RecordedTypes types = new RecordedTypes(() -> start("q35"));
        record(BOARDS, folder, types, new RecordedReplies());
        List<String> templates = new RecordedTemplates(COMMAND, types).lines();
        Lines.write(folder.resolve("templates.gz"), templates);
        Lines.write(folder.resolve("types.gz"), types.lines());
        Lines.write(folder.resolve("virtio.gz"), new RecordedVirtio(COMMAND, types).lines());
        assertThat(templates).isNotEmpty();
    }

    @Test
    void recordsSomeBoards() throws IOException {
        assumeThat(ONLY).isNotIn("", VIRTIO);
        List<String> boards = List.of(ONLY.split(","));
        Path folder;
        try (RecordedQemu qemu = start("none")) {
            folder = RESOURCES.resolve(version(qemu));
        }
        RecordedReplies replies = new RecordedReplies();
        replies.keep(Lines.read(folder.resolve("replies.gz")), boards);
        record(boards, folder, new RecordedTypes(() -> start("q35")), replies);
        assertThat(boards)
                .allSatisfy(board ->
                        assertThat(folder.resolve("board-" + board + ".gz")).isNotEmptyFile());
    }

    @Test
    void recordsVirtioDevices() throws IOException {
        assumeThat(ONLY).isEqualTo(VIRTIO);
        Path folder;
        try (RecordedQemu qemu = start("none")) {
            folder = RESOURCES.resolve(version(qemu));
        }
        List<String> lines = new RecordedVirtio(COMMAND, new RecordedTypes(() -> start("q35"))).lines();
        Lines.write(folder.resolve("virtio.gz"), lines);
        assertThat(lines).isNotEmpty();
    }

    private static void record(List<String> boards, Path folder, RecordedTypes types, RecordedReplies replies)
            throws IOException {
        for (String board : boards) {
            try (RecordedQemu qemu = start(board)) {
                replies.ask(qemu, board);
            }
            List<String> objects = RecordedObjects.lines(() -> start(board), types, "/");
            Lines.write(folder.resolve("board-" + board + ".gz"), objects);
        }
        Lines.write(folder.resolve("replies.gz"), replies.lines());
    }

    private static RecordedQemu start(String board) {
        return RecordedQemu.start(COMMAND, List.of("-machine", board + ",accel=tcg", "-m", "128"));
    }

    private static String version(RecordedQemu qemu) {
        QmpObject version = ((QmpObject) qemu.ask("query-version", QmpObject.EMPTY))
                .object("qemu")
                .orElseThrow();
        return version.integer("major").orElseThrow() + "."
                + version.integer("minor").orElseThrow();
    }
}
