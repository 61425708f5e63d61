package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.NbdClient.OptionReply;
import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Block exports and their clients. Replies and errors are those of QEMU. */
class ExportsTest {
    private static final String OK = "{\"return\": {}}";
    private static final int ABORT = 2;
    private static final int LIST = 3;
    private static final int INFO = 6;
    private static final int UNSUPPORTED = 0x80000001;
    private static final int UNKNOWN = 0x80000006;
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int DISCONNECT = 2;
    private static final int FLUSH = 3;
    private static final int TRIM = 4;
    private static final int WRITE_ZEROES = 6;

    private MachineUnderTest machine = new MachineUnderTest();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        machine.close();
    }

    private List<String> tell(String command, String arguments) {
        return machine.tell(("{'execute': '" + command + "', 'arguments': {" + arguments + "}}")
                .replace('\'', '"')
                .replace("$D", directory.toString()));
    }

    private static String error(String text) {
        return "{\"error\": {\"class\": \"GenericError\", \"desc\": \"" + text + "\"}}";
    }

    private static String deleted(String id) {
        return "{\"event\": \"BLOCK_EXPORT_DELETED\", \"data\": {\"id\": \"" + id + "\"}}";
    }

    private void node(String name) {
        tell("blockdev-add", "'driver': 'null-co', 'node-name': '" + name + "', 'size': 65536");
    }

    private void start(String more) {
        tell("nbd-server-start", "'addr': {'type': 'unix', 'data': {'path': '/nbd'}}" + more);
    }

    private NbdClient client() {
        return new NbdClient(
                machine,
                machine.transport
                        .connect(QmpAddress.parse("unix:/nbd"), ConnectOptions.DEFAULT, machine.server.loop())
                        .toCompletableFuture()
                        .join());
    }

    private void export(String id, String node, boolean writable) {
        assertThat(tell(
                        "block-export-add",
                        "'type': 'nbd', 'id': '" + id + "', 'node-name': '" + node + "', 'writable': " + writable))
                .containsExactly(OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "block-export-add | 'type': 'nbd', 'id': '0e', 'node-name': 'n' | Invalid block export id",
                "block-export-add | 'type': 'nbd', 'id': 'e', 'node-name': 'n' | Block export id 'e' is already in use",
                "block-export-add | 'type': 'nbd', 'id': 'x', 'node-name': 'n'"
                        + "| NBD server already has export named 'n'",
                "block-export-add | 'type': 'nbd', 'id': 'x', 'node-name': 'no'"
                        + "| Cannot find device='' nor node-name='no'",
                "block-export-add | 'type': 'nbd', 'id': 'x', 'node-name': 'ro', 'writable': true"
                        + "| Cannot export read-only node as writable",
                "block-export-add | 'type': 'nbd', 'id': 'x', 'node-name': 'ro', 'iothread': 'i'"
                        + "| iothread \\\"i\\\" not found",
                "block-export-add | 'type': 'nbd', 'id': 'x', 'node-name': 'ro', 'bitmaps': ['b']"
                        + "| Bitmap 'b' is not found",
                "block-export-add | 'type': 'fuse', 'id': 'x', 'node-name': 'ro', 'mountpoint': '/x'"
                        + "| No driver found for the requested export type",
                "block-export-del | 'id': 'no' | Export 'no' is not found",
                "nbd-server-remove | 'name': 'no' | Export 'no' is not found",
                "nbd-server-add | 'device': 'no' | Cannot find device='no' nor node-name='no'",
                "nbd-server-start | 'addr': {'type': 'unix', 'data': {'path': '/x'}} | NBD server already running",
                "blockdev-del | 'node-name': 'n' | Node n is in use",
            })
    void failuresHaveQemusTexts(String command, String arguments, String text) {
        node("n");
        tell("blockdev-add", "'driver': 'null-co', 'node-name': 'ro', 'read-only': true");
        start("");
        export("e", "n", true);
        assertThat(tell(command, arguments)).containsExactly(error(text));
    }

    /** The other end of a migration writes its images here before its guest comes. */
    @Test
    void aMachineThatWaitsExportsItsDisksAndHasThemActive() {
        machine.close();
        machine = MachineUnderTest.as(
                QemuVersion.V10_0,
                "-incoming",
                "defer",
                "-blockdev",
                "null-co,node-name=n",
                "-device",
                "virtio-blk-pci,drive=n,id=d");
        start("");
        String active = "\"active\": true";
        assertThat(tell("query-named-block-nodes", "'flat': true").toString()).doesNotContain(active);
        assertThat(tell("block-export-add", "'type': 'nbd', 'id': 'e', 'node-name': 'n', 'writable': true"))
                .containsExactly(OK);
        assertThat(tell("query-named-block-nodes", "'flat': true").toString()).contains(active);
    }

    @Test
    void aServerIsNeeded() {
        node("n");
        String none = error("NBD server not running");
        assertThat(tell("block-export-add", "'type': 'nbd', 'id': 'e', 'node-name': 'n'"))
                .containsExactly(none);
        assertThat(tell("nbd-server-add", "'device': 'n'")).containsExactly(none);
        assertThat(tell("nbd-server-stop", "")).containsExactly(none);
    }

    @Test
    void aServerThatCannotListenIsNotRunning() {
        machine.transport.listen(QmpAddress.parse("unix:/nbd"), null, machine.server.loop(), connection -> {});
        assertThat(tell("nbd-server-start", "'addr': {'type': 'unix', 'data': {'path': '/nbd'}}"))
                .containsExactly(error("Failed to find an available port: Address already in use"));
        assertThat(tell("nbd-server-stop", "")).containsExactly(error("NBD server not running"));
    }

    @Test
    void exportsAreListedTheYoungestFirstAndDeletedTheOldestFirst() {
        node("a");
        start("");
        export("e1", "a", false);
        assertThat(tell("nbd-server-add", "'device': 'a', 'name': 'e2'")).containsExactly(OK);
        assertThat(tell("query-block-exports", ""))
                .containsExactly("{\"return\": ["
                        + "{\"node-name\": \"a\", \"shutting-down\": false, \"type\": \"nbd\", \"id\": \"e2\"}, "
                        + "{\"node-name\": \"a\", \"shutting-down\": false, \"type\": \"nbd\", \"id\": \"e1\"}]}");
        assertThat(tell("nbd-server-stop", "")).containsExactly(deleted("e1"), deleted("e2"), OK);
        assertThat(tell("blockdev-del", "'node-name': 'a'")).containsExactly(OK);
    }

    @Test
    void exportsEndWithTheMachine() {
        node("a");
        start("");
        export("e", "a", false);
        machine.server.shutdown(ShutdownCause.HOST_QMP_QUIT);
        assertThat(machine.heard()).contains(deleted("e")).element(0).asString().contains("SHUTDOWN");
    }

    @Test
    void aDiskThatDoesNotShareItsNodeKeepsOthersFromWriting() {
        machine.close();
        machine = new MachineUnderTest(
                "-blockdev", "driver=null-co,node-name=n", "-device", "virtio-blk-pci,drive=n,id=d");
        start("");
        assertThat(tell("block-export-add", "'type': 'nbd', 'id': 'e', 'node-name': 'n', 'writable': true"))
                .containsExactly(error("Permission conflict on node 'n': permissions 'write' are both required by"
                        + " an unnamed block device (uses node 'n' as 'root' child) and unshared by block device"
                        + " '/machine/peripheral/d/virtio-backend' (uses node 'n' as 'root' child)."));
        export("e", "n", false);
    }

    @Test
    void aBitmapOfAnExportIsInUse() {
        node("n");
        tell("block-dirty-bitmap-add", "'node': 'n', 'name': 'b'");
        start("");
        String bitmaps = "'type': 'nbd', 'id': 'e', 'node-name': 'n', 'bitmaps': ['b'], 'writable': ";
        assertThat(tell("block-export-add", bitmaps + "false"))
                .containsExactly(error("Enabled bitmap 'b' incompatible with readonly export"));
        assertThat(tell("block-export-add", bitmaps + "true")).containsExactly(OK);
        assertThat(tell("block-dirty-bitmap-remove", "'node': 'n', 'name': 'b'"))
                .containsExactly(error("Bitmap 'b' is currently in use by another operation and cannot be used"));
        tell("block-export-del", "'id': 'e'");
        assertThat(tell("block-dirty-bitmap-remove", "'node': 'n', 'name': 'b'"))
                .containsExactly(OK);
    }

    @Test
    void clientsListExportsAndLearnWhatTheyAre() {
        node("n");
        start("");
        tell("block-export-add", "'type': 'nbd', 'id': 'e', 'node-name': 'n', 'description': 'a disk'");
        NbdClient client = client();
        ByteBuffer greeting = client.greet();
        assertThat(US_ASCII.decode(greeting.slice(0, 16)).toString()).isEqualTo("NBDMAGICIHAVEOPT");
        assertThat(greeting.getShort(16)).isEqualTo((short) 3);

        client.option(LIST, new byte[0]);
        assertThat(client.replies())
                .containsExactly(new OptionReply(LIST, 2, "\0\0\0\1na disk"), new OptionReply(LIST, 1, ""));
        client.option(INFO, NbdClient.name("n"));
        assertThat(client.replies())
                .extracting(OptionReply::type)
                .containsExactly(3, 3, 3, 1); // name, block sizes, export, end
        client.option(INFO, NbdClient.name("no"));
        assertThat(client.replies()).containsExactly(new OptionReply(INFO, UNKNOWN, "export 'no' not present"));
        client.option(8, new byte[0]);
        assertThat(client.replies()).containsExactly(new OptionReply(8, UNSUPPORTED, "Unsupported option 8"));
        client.option(ABORT, new byte[0]);
        assertThat(client.replies()).containsExactly(new OptionReply(ABORT, 1, ""));
        machine.heard();
        assertThat(client.closed).isTrue();
    }

    @Test
    void theOldWayToChooseAnExportHasNoErrors() {
        node("n");
        start("");
        export("e", "n", false);
        NbdClient client = client();
        client.greet();
        client.option(1, "n".getBytes(UTF_8));
        assertThat(client.take().getLong()).isEqualTo(65536);
        assertThat(client.request(READ, 0, 512).remaining()).isEqualTo(12 + 512);

        NbdClient lost = client();
        lost.greet();
        lost.option(1, "no".getBytes(UTF_8));
        assertThat(lost.closed).isTrue();
    }

    @Test
    void filesAreReadAndWritten() throws IOException {
        Files.write(directory.resolve("f"), "A".repeat(1024).getBytes(US_ASCII));
        tell("blockdev-add", "'driver': 'file', 'node-name': 'f', 'filename': '$D/f'");
        start("");
        export("e", "f", true);
        NbdClient client = client().go("f");
        assertThat(US_ASCII.decode(client.request(READ, 0, 512).position(16)).toString())
                .isEqualTo("A".repeat(512));
        assertThat(client.error(WRITE, 512, 4, "BBBB".getBytes(US_ASCII))).isZero();
        assertThat(client.error(WRITE_ZEROES, 0, 2)).isZero();
        assertThat(client.error(FLUSH, 0, 0)).isZero();
        assertThat(client.error(TRIM, 0, 512)).isZero();
        assertThat(Files.readString(directory.resolve("f")))
                .isEqualTo("\0\0" + "A".repeat(510) + "BBBB" + "A".repeat(508));
    }

    @Test
    void requestsBeyondTheEndOrWithoutPermissionFail() {
        node("n");
        start("");
        export("e", "n", false);
        NbdClient client = client().go("n");
        assertThat(client.error(READ, 65536, 1)).isEqualTo(22);
        assertThat(client.error(READ, -1, 1)).isEqualTo(22);
        assertThat(client.error(WRITE, 0, 1, (byte) 1)).isEqualTo(1);
        assertThat(client.error(9, 0, 1)).isEqualTo(22);
        assertThat(client.error(READ, 0, 1)).isZero();
    }

    @Test
    void writesAreRecordedAndRefusedByImages() {
        tell("blockdev-create", "'job-id': 'j', 'options': {'driver': 'file', 'filename': '$D/q', 'size': 0}");
        tell("blockdev-add", "'driver': 'file', 'node-name': 'q0', 'filename': '$D/q'");
        tell("blockdev-create", "'job-id': 'k', 'options': {'driver': 'qcow2', 'file': 'q0', 'size': 65536}");
        tell("blockdev-add", "'driver': 'qcow2', 'node-name': 'q', 'file': 'q0'");
        start("");
        export("e", "q", true);
        NbdClient client = client().go("q");
        assertThat(client.error(WRITE, 0, 1, (byte) 1)).isEqualTo(5);
        assertThat(client.error(WRITE, 0, 1, (byte) 0)).isZero();
        assertThat(client.request(READ, 0, 4).position(16).getInt()).isZero(); // not the header of the file
    }

    @Test
    void messagesMayArriveByteByByte() {
        node("n");
        start("");
        export("e", "n", false);
        NbdClient client = client();
        client.take();
        byte[] name = NbdClient.name("n");
        ByteBuffer all = ByteBuffer.allocate(20 + name.length + 28)
                .putInt(1)
                .putLong(0x49484156454f5054L)
                .putInt(7)
                .putInt(name.length)
                .put(name)
                .putInt(0x25609513)
                .putInt(READ)
                .putLong(1)
                .putLong(0)
                .putInt(3)
                .flip();
        while (all.hasRemaining()) {
            client.send(ByteBuffer.wrap(new byte[] {all.get()}));
        }
        ByteBuffer heard = client.take();
        assertThat(heard.getInt(heard.limit() - 19)).isEqualTo(0x67446698);
    }

    @Test
    void whatIsNoNbdEndsTheConnection() {
        start("");
        NbdClient client = client();
        client.send(ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII)));
        assertThat(client.closed).isTrue();
    }

    @Test
    void usedExportsAreDeletedByForceOnly() {
        node("n");
        start("");
        export("e", "n", false);
        NbdClient client = client().go("n");
        assertThat(tell("block-export-del", "'id': 'e'")).containsExactly(error("export 'e' still in use"));
        assertThat(tell("block-export-del", "'id': 'e', 'mode': 'hard'")).containsExactly(deleted("e"), OK);
        assertThat(client.closed).isTrue();
    }

    @Test
    void aClientThatLeavesDoesNotUseItsExportAnyMore() {
        node("n");
        start("");
        export("e", "n", false);
        NbdClient client = client().go("n");
        client.request(DISCONNECT, 0, 0);
        assertThat(client.closed).isTrue();
        assertThat(tell("block-export-del", "'id': 'e'")).containsExactly(deleted("e"), OK);
    }

    @Test
    void clientsAboveTheLimitAreGreetedWhenOthersHaveLeft() {
        start(", 'max-connections': 1");
        NbdClient first = client();
        NbdClient second = client();
        assertThat(first.take().remaining()).isPositive();
        assertThat(second.take().remaining()).isZero();
        first.leave();
        assertThat(second.take().remaining()).isPositive();
    }

    @Test
    void newVersionsDisconnectClientsThatDoNotNegotiate() {
        node("n");
        start("");
        export("e", "n", false);
        NbdClient silent = client();
        NbdClient served = client().go("n");
        machine.pass(Duration.ofSeconds(10));
        assertThat(silent.closed).isTrue();
        assertThat(served.closed).isFalse();

        machine.close();
        machine = MachineUnderTest.as(QemuVersion.V7_2);
        start("");
        NbdClient patient = client();
        machine.pass(Duration.ofHours(1));
        assertThat(patient.closed).isFalse();
    }
}
