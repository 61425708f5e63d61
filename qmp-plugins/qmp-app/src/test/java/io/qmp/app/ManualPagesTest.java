package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.app.tool.Manual;
import io.qmp.app.tool.Subcommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the manual, as {@code man} reads them. */
class ManualPagesTest {
    @TempDir
    Path directory;

    @Test
    void manReadsEachPageWithoutAWarning() throws Exception {
        assumeTrue(InstalledPrograms.has("man") && InstalledPrograms.has("groff"), "man or groff is not installed");
        Map<String, String> pages = Manual.pages();
        assertThat(pages).hasSize(Subcommands.names().size() + 1);
        Path warnings = directory.resolve("warnings");
        for (Map.Entry<String, String> each : pages.entrySet()) {
            Path page = Files.writeString(directory.resolve(each.getKey()), each.getValue());
            Process man = new ProcessBuilder("man", "--warnings", "-Tutf8", "-l", page.toString())
                    .redirectError(warnings.toFile())
                    .start();
            String shown = new String(man.getInputStream().readAllBytes());
            assertThat(man.waitFor()).isZero();
            assertThat(Files.readString(warnings)).as(page.toString()).isEmpty();
            assertThat(shown).contains("User Commands");
        }
    }
}
