package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Block drivers that are used seldom. The texts are those of QEMU 7.2, 10.0 and 11.1, which agree. */
class FurtherDriversTest {
    private static final long SIZE = 3 << 20;

    @TempDir
    private Path folder;

    private static String ask(MachineUnderTest machine, String command, String arguments) {
        return String.join(
                "\n",
                machine.tell(
                        "{\"execute\": \"" + command + "\", \"arguments\": {" + arguments.replace('\'', '"') + "}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'driver': 'vdi', 'file': 'n0'                        | 'node-name' must be specified for the root node
        'driver': 'iscsi', 'transport': 'tcp', 'portal': 'p', 'target': 't' | 'node-name' must be specified for the root node
        'driver': 'iscsi', 'node-name': 'z', 'transport': 'tcp', 'portal': 'p', 'target': 't' | Unknown driver 'iscsi'
        'driver': 'vdi', 'node-name': 'z', 'file': 'zz'      | Cannot find device='zz' nor node-name='zz'
        'driver': 'vdi', 'node-name': 'z', 'file': 'n0'      | Image not in VDI format (bad signature 00000000)
        'driver': 'parallels', 'node-name': 'z', 'file': 'n0' | Image not in Parallels format
        'driver': 'qcow', 'node-name': 'z', 'file': 'n0'     | Image not in qcow format
        'driver': 'qed', 'node-name': 'z', 'file': 'n0'      | Image not in QED format
        'driver': 'vmdk', 'node-name': 'z', 'file': 'n0'     | invalid VMDK image descriptor
        'driver': 'vpc', 'node-name': 'z', 'file': 'n0'      | invalid VPC image
        'driver': 'vhdx', 'node-name': 'z', 'file': 'n0'     | Could not open 'null-co://': Invalid argument
        'driver': 'bochs', 'node-name': 'z', 'file': 'n0'    | Image is read-only
        'driver': 'bochs', 'node-name': 'z', 'file': 'n0', 'read-only': true | Image not in Bochs format
        'driver': 'cloop', 'node-name': 'z', 'file': 'n0', 'auto-read-only': true | block_size cannot be zero
        'driver': 'dmg', 'node-name': 'z', 'file': 'n0', 'read-only': true | Could not locate UDIF trailer in dmg file
        'driver': 'compress', 'node-name': 'z', 'file': 'n0' | Compression is not supported for underlying format: null-co
        'driver': 'preallocate', 'node-name': 'z', 'file': 'n0', 'prealloc-align': 513 | prealloc-align parameter of preallocate filter is not aligned to 512
        'driver': 'quorum', 'node-name': 'z', 'children': [], 'vote-threshold': 1 | Number of provided children must be 1 or more
        'driver': 'host_device', 'node-name': 'z', 'filename': '/nope' | Could not open '/nope': No such file or directory
        'driver': 'host_device', 'node-name': 'z', 'filename': '/proc/version', 'read-only': true | 'host_device' driver requires '/proc/version' to be either a character or block device
        'driver': 'host_cdrom', 'node-name': 'z', 'filename': '/tmp' | Could not open '/tmp': Is a directory
        'driver': 'file', 'node-name': 'z', 'filename': '/dev/null' | 'file' driver requires '/dev/null' to be a regular file
        """)
    void whatIsNoNodeIsRefusedAsByQemu(String arguments, String text) {
        try (MachineUnderTest machine = new MachineUnderTest("-blockdev", "null-co,node-name=n0")) {
            assertThat(ask(machine, "blockdev-add", arguments))
                    .isEqualTo("{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        preallocate     | 'file': 'n0'            | {\\"driver\\": \\"preallocate\\"
        blkreplay       | 'image': 'n0'           | {\\"image\\": {
        snapshot-access | 'file': 'n0'            | "null-co://"
        host_device     | 'filename': '/dev/null' | "/dev/null"
        host_cdrom      | 'filename': '/dev/null', 'read-only': true | "/dev/null"
        """)
    void othersAreThereAndGo(String driver, String more, String filename) {
        try (MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V10_0, "-blockdev", "null-co,node-name=n0")) {
            assertThat(ask(machine, "blockdev-add", "'driver': '" + driver + "', 'node-name': 'z', " + more))
                    .isEqualTo("{\"return\": {}}");
            assertThat(ask(machine, "query-named-block-nodes", "'flat': true"))
                    .contains("\"drv\": \"" + driver + "\"", filename);
            assertThat(ask(machine, "blockdev-del", "'node-name': 'z'")).isEqualTo("{\"return\": {}}");
            assertThat(ask(machine, "blockdev-del", "'node-name': 'n0'")).isEqualTo("{\"return\": {}}");
        }
    }

    @ParameterizedTest
    @CsvSource({"qcow, 0, 24, true", "qed, 0, 48, false", "vdi, 64, 368, false", "vpc, 0, 48, true"})
    void theSizeOfAnImageIsInItsHeader(String format, int magic, int place, boolean isBig) throws IOException {
        ByteBuffer image = ByteBuffer.allocate(1024);
        switch (format) {
            case "qcow" -> image.putInt(0, 0x514649fb).putInt(4, 1);
            case "qed" -> image.put(magic, "QED\0".getBytes(US_ASCII));
            case "vdi" -> image.order(ByteOrder.LITTLE_ENDIAN).putInt(magic, 0xbeda107f);
            default -> image.put(magic, "conectix".getBytes(US_ASCII));
        }
        image.order(isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).putLong(place, SIZE);
        assertSize(format, image, SIZE);
    }

    @Test
    void vmdkCountsSectors() throws IOException {
        ByteBuffer image = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, "KDMV".getBytes(US_ASCII)).putLong(12, SIZE / 512);
        assertSize("vmdk", image, SIZE);
    }

    @Test
    void parallelsCountsSectors() throws IOException {
        ByteBuffer image = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, "WithouFreSpacExt".getBytes(US_ASCII)).putLong(36, SIZE / 512);
        assertSize("parallels", image, SIZE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE / 512 + 1})
    void aSizeThatNoDiskHasIsRefused(long sectors) throws IOException {
        ByteBuffer image = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, "KDMV".getBytes(US_ASCII)).putLong(12, sectors);
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(open(machine, "vmdk", image)).contains("invalid VMDK image descriptor");
        }
    }

    private void assertSize(String format, ByteBuffer image, long size) throws IOException {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(open(machine, format, image)).isEqualTo("{\"return\": {}}");
            assertThat(ask(machine, "query-named-block-nodes", ""))
                    .contains("\"virtual-size\": " + size + ",", "\"drv\": \"" + format + "\"");
        }
    }

    private String open(MachineUnderTest machine, String format, ByteBuffer image) throws IOException {
        Path file = Files.write(folder.resolve("image"), image.array());
        return ask(
                machine,
                "blockdev-add",
                "'driver': '" + format + "', 'node-name': 'z', 'file': {'driver': 'file', 'filename': '" + file + "'}");
    }
}
