package io.qmp.transport.vertx.descriptor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.PseudoTerminal;
import io.qmp.transport.vertx.LinuxDescriptorSource;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxTerminalTest {
    @Test
    void bytesPassUnchangedInBothDirections() throws Exception {
        try (PseudoTerminal terminal = new LinuxDescriptorSource().terminal()) {
            assertThat(terminal.device()).exists();
            assertThat(terminal.device().toString()).startsWith("/dev/pts/");
            byte[] text = "a\r\nb\003\n".getBytes(US_ASCII);
            try (OutputStream device = Files.newOutputStream(terminal.device(), StandardOpenOption.WRITE)) {
                device.write(text);
            }
            assertThat(terminal.input().readNBytes(text.length)).isEqualTo(text);
            try (InputStream device = Files.newInputStream(terminal.device())) {
                terminal.output().write(text);
                assertThat(device.readNBytes(text.length)).isEqualTo(text);
            }
        }
    }

    @Test
    void closingItEndsAReadThatWaits() throws Exception {
        PseudoTerminal terminal = new LinuxDescriptorSource().terminal();
        CompletableFuture<Integer> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                read.complete(terminal.input().read());
            } catch (Exception e) {
                read.completeExceptionally(e);
            }
        });
        reader.start();
        terminal.close();
        terminal.close();
        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(-1);
        reader.join();
        assertThat(terminal.device()).doesNotExist();
    }
}
