package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.option.OptionException;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.MachineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command lines of {@code docs/command-lines.md} are answered as that page says. */
class CommandLinesTest {
    private static final Path PAGE = Path.of("../../docs/command-lines.md");
    private static final String STARTS = "starts";
    private static final String CONFIG = "[device \"dev-qemu_rng\"]\ndriver = \"virtio-rng-pci\"\naddr = \"0x6\"\n"
            + "# comment\n[global]\ndriver = \"ICH9-LPC\"\nproperty = \"disable_s3\"\nvalue = \"1\"\n";

    @TempDir
    static Path directory;

    static Stream<List<String>> rows() throws IOException {
        Files.write(directory.resolve("d.raw"), new byte[1 << 20]);
        Files.write(directory.resolve("cd.iso"), new byte[1 << 20]);
        Files.writeString(directory.resolve("incus.conf"), CONFIG);
        List<List<String>> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.contains(" | `-"))
                .map(line -> List.of(line.split(" \\| ")))
                .toList();
        assertThat(rows).hasSizeGreaterThan(60);
        return rows.stream().filter(row -> !row.get(3).startsWith("differs"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void linesAreAnsweredAsThePageSays(List<String> row) {
        String line = row.get(1).substring(1, row.get(1).length() - 1).replace("$D", directory.toString());
        String expected = row.get(3).replaceFirst(" \\|$", "").replace("$D", directory.toString());
        String answer = answer(List.of(line.split(" ")));
        if (expected.equals(STARTS)) {
            assertThat(answer).isEqualTo(STARTS);
        } else {
            assertThat(answer).endsWith(expected);
        }
    }

    private static String answer(List<String> words) {
        try {
            ServeOptions options = ServeOptions.parse(words);
            options.monitors();
            new MachinePlugin(MachineOptions.parse(options.machine()));
            return STARTS;
        } catch (OptionException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
