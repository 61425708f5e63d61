package io.qmp.plugin.machine.record;

import static org.assertj.core.api.Assertions.assertThat;

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
 */
@Tag("qemu")
@EnabledIfSystemProperty(named = "machine.record", matches = ".+")
class RecordingTest {
    private static final String COMMAND = System.getProperty("machine.record", "");
    private static final Path RESOURCES = Path.of("src/main/resources/io/qmp/plugin/machine/recorded");
    private static final List<String> BOARDS = List.of("q35", "pc", "microvm", "none");

    @Test
    void recordsTypesBoardsAndTemplates() throws IOException {
        Path folder;
        try (RecordedQemu qemu = start("q35")) {
            folder = RESOURCES.resolve(version(qemu));
            Lines.write(folder.resolve("cpus.gz"), RecordedCpus.lines(qemu));
        }
        RecordedTypes types = new RecordedTypes(() -> start("q35"));
        RecordedReplies replies = new RecordedReplies();
        for (String board : BOARDS) {
            try (RecordedQemu qemu = start(board)) {
                replies.ask(qemu, board);
            }
            List<String> objects = RecordedObjects.lines(() -> start(board), types, "/");
            Lines.write(folder.resolve("board-" + board + ".gz"), objects);
        }
        Lines.write(folder.resolve("replies.gz"), replies.lines());
        List<String> templates = new RecordedTemplates(COMMAND, types).lines();
        Lines.write(folder.resolve("templates.gz"), templates);
        Lines.write(folder.resolve("types.gz"), types.lines());
        assertThat(templates).isNotEmpty();
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
