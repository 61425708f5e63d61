package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** libvirt starts the image, where there is a libvirt; all groups of the script are played by hand. */
class LibvirtIT {
    private static final int STEPS = 14;

    @Test
    void aDomainWithoutDevicesRuns(@TempDir Path directory) throws Exception {
        Path launcher = Path.of("target/qmp/bin/qmp-system-x86_64").toRealPath();
        Path emulator = Files.createSymbolicLink(directory.resolve("qmp-system-x86_64-10.0"), launcher);
        LibvirtScript run = LibvirtScript.run(Map.of(), emulator.toString(), "bare");
        assumeFalse(run.isSkipped(), () -> run.lines().get(0));
        assertThat(run.lines()).noneMatch(line -> line.startsWith("FAILED"));
        assertThat(run.last()).isEqualTo(STEPS + " passed, 0 failed, 0 skipped");
        assertThat(run.status()).isZero();
    }
}
