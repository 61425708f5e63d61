package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts are those of QEMU 11.1. */
class DisplayTest {
    private static final String OK = "{\"return\": {}}";

    @TempDir
    private Path directory = Path.of("");

    private List<String> tell(MachineUnderTest machine, String command, String arguments) {
        return machine.tell("{\"execute\": \"" + command + "\", \"arguments\": {"
                + arguments.replace('\'', '"').replace("$D", directory.toString()) + "}}");
    }

    private static String error(String text) {
        return "{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}";
    }

    @Test
    void theScreenIsWrittenAsPpm() throws IOException {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "VGA,id=v")) {
            assertThat(tell(machine, "screendump", "'filename': '$D/s'")).containsExactly(OK);
            assertThat(tell(machine, "screendump", "'filename': '$D/t', 'device': 'v'"))
                    .containsExactly(OK);
        }
        byte[] image = Files.readAllBytes(directory.resolve("s"));
        assertThat(new String(image, 0, 15)).isEqualTo("P6\n640 480\n255\n");
        assertThat(image).hasSize(15 + 640 * 480 * 3);
        assertThat(directory.resolve("t")).hasBinaryContent(image);
    }

    /** Each chunk has a length, a type, data, and a checksum of the latter two. */
    @Test
    void theScreenIsWrittenAsPng() throws IOException {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-gpu-pci")) {
            assertThat(tell(machine, "screendump", "'filename': '$D/s', 'format': 'png'"))
                    .containsExactly(OK);
        }
        ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("s")));
        assertThat(image.getLong()).isEqualTo(0x89504e470d0a1a0aL);
        while (image.hasRemaining()) {
            int length = image.getInt();
            CRC32 sum = new CRC32();
            sum.update(image.slice().limit(4 + length));
            image.position(image.position() + 4 + length);
            assertThat(image.getInt()).isEqualTo((int) sum.getValue());
        }
    }

    @Test
    void withoutScreenThereIsNothingToWrite() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci,id=b")) {
            assertThat(tell(machine, "screendump", "'filename': '$D/s'"))
                    .containsExactly(error("There is no console to take a screendump from"));
            assertThat(tell(machine, "screendump", "'filename': '$D/s', 'head': 1"))
                    .containsExactly(error("'head' must be specified together with 'device'"));
            assertThat(tell(machine, "screendump", "'filename': '$D/s', 'device': 'nope'")
                            .get(0))
                    .contains("DeviceNotFound", "Device 'nope' not found");
            assertThat(tell(machine, "screendump", "'filename': '$D/s', 'device': 'b'"))
                    .containsExactly(error("Device b (head 0) is not bound to a QemuConsole"));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void versionsSayDifferentlyThatAFileCannotBeMade() {
        try (MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V10_0, "-device", "VGA")) {
            assertThat(tell(machine, "screendump", "'filename': '/nope/s'"))
                    .containsExactly(error("failed to open file '/nope/s': No such file or directory"));
        }
        try (MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V11_1, "-device", "VGA")) {
            assertThat(tell(machine, "screendump", "'filename': '/nope/s'"))
                    .containsExactly(error("Could not create '/nope/s': No such file or directory"));
        }
    }

    @Test
    void eventsNeedADeviceThatTakesThem() {
        String key = "'events': [{'type': 'key', 'data': {'down': true, 'key': {'type': 'qcode', 'data': 'a'}}}]";
        String abs = "'events': [{'type': 'abs', 'data': {'axis': 'x', 'value': 20000}}]";
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-tablet-pci")) {
            assertThat(tell(machine, "input-send-event", key)).containsExactly(OK);
            assertThat(tell(machine, "input-send-event", abs)).containsExactly(OK);
            machine.tell("{\"execute\": \"stop\"}");
            assertThat(tell(machine, "input-send-event", key)).containsExactly(error("VM not running"));
        }
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(tell(machine, "input-send-event", abs))
                    .containsExactly(error("Input handler not found for event type abs"));
        }
    }
}
