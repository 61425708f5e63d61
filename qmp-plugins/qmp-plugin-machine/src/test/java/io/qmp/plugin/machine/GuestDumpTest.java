package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events and texts are those of QEMU 11.1. */
class GuestDumpTest {
    private static final String STOP = "{\"event\": \"STOP\"}";
    private static final String RESUME = "{\"event\": \"RESUME\"}";
    private static final String OK = "{\"return\": {}}";

    private final MachineUnderTest machine = new MachineUnderTest();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        machine.close();
    }

    private List<String> dump(String arguments) {
        return machine.answer(request(arguments));
    }

    private String request(String arguments) {
        return "{\"execute\": \"dump-guest-memory\", \"arguments\": {"
                + arguments.replace('\'', '"').replace("$D", directory.toString()) + "}}";
    }

    private static String completed(long size) {
        return "{\"event\": \"DUMP_COMPLETED\", \"data\": {\"result\": {\"total\": " + size
                + ", \"status\": \"completed\", \"completed\": " + size + "}}}";
    }

    @Test
    void theMachineStopsWhileItIsDumped() throws IOException {
        long size = 128 << 20;
        assertThat(dump("'paging': false, 'protocol': 'file:$D/d'")).containsExactly(STOP, completed(size), RESUME, OK);
        assertThat(Files.size(directory.resolve("d"))).isEqualTo(size + 120);
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve("d").toFile(), "r")) {
            assertThat(file.readInt()).isEqualTo(0x7f454c46);
        }
        assertThat(machine.tell("{\"execute\": \"query-dump\"}"))
                .containsExactly("{\"return\": {\"total\": " + size + ", \"status\": \"completed\", \"completed\": "
                        + size + "}}");
    }

    @Test
    void aDetachedDumpIsAnsweredFirst() {
        String arguments = "'paging': false, 'protocol': 'file:$D/d', 'detach': true, 'begin': 0, 'length': 4096";
        assertThat(machine.answer(request(arguments), RESUME)).containsExactly(STOP, OK, completed(4096), RESUME);
    }

    @Test
    void compressedFormatsHaveTheirHeaders() throws IOException {
        dump("'paging': false, 'protocol': 'file:$D/d', 'format': 'kdump-zlib'");
        byte[] file = Files.readAllBytes(directory.resolve("d"));
        assertThat(new String(file, 0, 12, US_ASCII)).isEqualTo("makedumpfile");
        assertThat(new String(file, 4096 + 16, 8, US_ASCII)).isEqualTo("KDUMP   ");
    }

    @Test
    void aMachineThatDoesNotRunStaysSo() {
        machine.tell("{\"execute\": \"stop\"}");
        assertThat(dump("'paging': true, 'protocol': 'file:$D/d', 'begin': 0, 'length': 4096"))
                .containsExactly(completed(4096), OK);
    }

    @Test
    void beyondTheMemoryThereIsNothing() {
        assertThat(dump("'paging': false, 'protocol': 'file:$D/d', 'begin': 9999999999, 'length': 4096"))
                .containsExactly(
                        STOP,
                        RESUME,
                        "{\"error\": {\"class\": \"GenericError\", \"desc\": \"dump: no guest memory to dump\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'protocol': 'x:/d'                          | parameter 'protocol' must start with 'file:' or 'fd:'
        'protocol': 'fd:x'                          | File descriptor named 'x' has not been found
        'protocol': 'file:/nope/d'                  | Could not create '/nope/d': No such file or directory
        'protocol': 'file:$D/d', 'begin': 0         | Parameter 'length' is missing
        'protocol': 'file:$D/d', 'length': 0        | Parameter 'begin' is missing
        'protocol': 'file:$D/d', 'format': 'win-dmp' | win-dump: no vmcoreinfo note from the guest
        """)
    void whatCannotBeDoneIsSaid(String arguments, String text) {
        assertThat(dump("'paging': false, " + arguments))
                .containsExactly("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        assertThat(directory).isEmptyDirectory();
    }
}
