package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The script that has libvirt play the life of domains, where there is no libvirt. */
class LibvirtScriptTest {
    @Test
    void itIsAProgramOfBash() throws Exception {
        Process check = new ProcessBuilder("bash", "-n", LibvirtScript.FILE.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void withoutLibvirtItSkipsWithALine() throws Exception {
        LibvirtScript run = LibvirtScript.run(Map.of("LIBVIRTD", "/no/libvirtd"), "/no/emulator");
        assertThat(run.status()).isZero();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0))
                .isIn(
                        "skipped: there is no /no/libvirtd",
                        "skipped: only root can give libvirtd directories of its own");
        assertThat(run.last()).isEqualTo("0 passed, 0 failed, 1 skipped");
    }

    @Test
    void itsGroupsAreNamedOnThePage() throws Exception {
        String page = Files.readString(SourceTree.ROOT.resolve("docs/libvirt.md"));
        String script = Files.readString(LibvirtScript.FILE);
        String groups = script.replaceFirst("(?s).*\\|\\| groups=\\(([a-z ]+)\\).*", "$1");
        assertThat(groups.split(" ")).isNotEmpty().allSatisfy(group -> {
            assertThat(page).contains("`" + group + "`");
            assertThat(script).contains("\n" + group + "() {");
        });
    }
}
