package backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.error.CommandFailedException;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FakeQemuTest(schema = "10.0", lenient = true)
class BackupTest {
    private static final Path FILE = Path.of("/backup/disk0.raw");
    private final List<String> output = new CopyOnWriteArrayList<>();

    @BeforeEach
    void disk(FakeQemu qemu) {
        qemu.stub("query-named-block-nodes")
                .returns("[{'node-name': 'other', 'image': {'virtual-size': 1}},"
                        + " {'node-name': 'disk0', 'image': {'virtual-size': 4096}}]");
        qemu.stub("query-jobs").returns("[]");
        job(qemu, "blockdev-create", "create");
        qemu.stub("blockdev-add").returns();
        qemu.stub("blockdev-del", "{'node-name': 'backup-file'}").returns();
    }

    private static void job(FakeQemu qemu, String command, String id) {
        qemu.stub(command)
                .emits("JOB_STATUS_CHANGE", "{'id': '" + id + "', 'status': 'created'}")
                .emits("JOB_STATUS_CHANGE", "{'id': '" + id + "', 'status': 'running'}")
                .emits("JOB_STATUS_CHANGE", "{'id': '" + id + "', 'status': 'concluded'}")
                .emits("JOB_STATUS_CHANGE", "{'id': '" + id + "', 'status': 'null'}")
                .returns();
    }

    private void run(FakeQemu qemu, String node) {
        QmpClient client = QmpClient.connect(qemu.address()).join();
        try {
            new Backup(client, output::add).run(node, FILE).join();
        } finally {
            client.close().join();
        }
    }

    @Test
    void copiesTheDisk(FakeQemu qemu) {
        job(qemu, "blockdev-backup", "backup");

        run(qemu, "disk0");

        List<String> commands = qemu.takeAll().stream().map(request -> request.command()).toList();
        assertEquals("query-named-block-nodes", commands.get(0));
        assertEquals("blockdev-del", commands.get(commands.size() - 1));
    }

    @Test
    void closesTheFileIfTheCopyFails(FakeQemu qemu) {
        qemu.stub("blockdev-backup").fails("No space left on device");

        CompletionException failure = assertThrows(CompletionException.class, () -> run(qemu, "disk0"));

        assertEquals(CommandFailedException.class, failure.getCause().getClass());
        List<String> commands = qemu.takeAll().stream().map(request -> request.command()).toList();
        assertEquals("blockdev-del", commands.get(commands.size() - 1));
    }
}
