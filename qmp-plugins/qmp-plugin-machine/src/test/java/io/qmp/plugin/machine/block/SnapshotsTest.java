package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.qemu.command.ChangeBackingFile;
import io.qmp.plugin.qemu.type.BlockdevCreateOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.BlockdevSnapshotOptions;
import io.qmp.plugin.qemu.type.BlockdevSnapshotSyncOptions;
import io.qmp.plugin.qemu.type.NewImageMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts are those of QEMU 7.2. */
class SnapshotsTest {
    private final BlockGraph graph =
            new BlockGraph(group -> false, event -> {}, FdsetLender.NONE, WireCodec.installed());
    private final Snapshots snapshots = new Snapshots(graph);
    private final Disk disk = new Disk();

    @TempDir
    private Path directory = Path.of("");

    /** A disk, as the graph sees it. */
    private static final class Disk implements NodeUser {
        private BlockNode node;

        void use(BlockNode used) {
            node = used;
            node.use(this);
        }

        @Override
        public void replace(BlockNode before, BlockNode after) {
            before.release(this);
            use(after);
        }
    }

    @BeforeEach
    void addNodes() {
        graph.add(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                .nodeName("base")
                .size(1L << 20)
                .build());
        graph.add(BlockdevOptionsRaw.builder(BlockdevRef.node("base"))
                .nodeName("top")
                .build());
        disk.use(graph.get("top"));
    }

    private BlockdevSnapshotSyncOptions.Builder file(String name) {
        return BlockdevSnapshotSyncOptions.builder(directory.resolve(name).toString());
    }

    private void snapshot(String node, String name) {
        snapshots
                .snapshotSync(file(name).nodeName(node).snapshotNodeName(name).build())
                .commit()
                .run();
    }

    private Qcow2Header header(String name) throws IOException {
        return Qcow2Header.read(ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))));
    }

    private void image(String node) throws IOException {
        Files.write(
                directory.resolve(node),
                Qcow2Image.create(BlockdevCreateOptionsQcow2.builder(BlockdevRef.node("f"), 1 << 20)
                                .build())
                        .array());
        graph.add(BlockdevOptionsQcow2.builder(BlockdevRef.of(BlockdevOptionsFile.builder(
                                BlockdevDriver.FILE, directory.resolve(node).toString())
                        .build()))
                .nodeName(node)
                .build());
    }

    @Test
    void aNewImageIsPutOnTopForTheUsersOfTheNode() throws IOException {
        snapshot("top", "s");
        assertThat(disk.node).isSameAs(graph.get("s"));
        assertThat(graph.get("s").backing()).contains(graph.get("top"));
        assertThat(graph.get("s").length()).isEqualTo(1 << 20);
        assertThat(graph.get("s").readOnly()).isFalse();
        assertThat(graph.get("top").readOnly()).isTrue();
        assertThat(header("s").size()).isEqualTo(1 << 20);
        assertThat(header("s").backingFile()).contains(graph.get("top").filename());
        assertThat(header("s").backingFormat()).contains("raw");
    }

    @Test
    void imagesPileUp() throws IOException {
        snapshot("top", "s1");
        snapshot("s1", "s2");
        assertThat(disk.node).isSameAs(graph.get("s2"));
        assertThat(graph.get("s2").backing()).contains(graph.get("s1"));
        assertThat(header("s2").backingFile()).contains(directory.resolve("s1").toString());
        assertThat(header("s2").backingFormat()).contains("qcow2");
    }

    @Test
    void aSnapshotOfANodeThatNobodyUsesGoesAtOnce() {
        graph.add(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                .nodeName("lone")
                .build());
        snapshot("lone", "s");
        assertThat(graph.has("s")).isFalse();
        assertThat(graph.get("lone").readOnly()).isTrue();
    }

    @Test
    void abortMakesEverythingAsItWasButKeepsTheFile() {
        snapshots
                .snapshotSync(file("s").nodeName("top").snapshotNodeName("s").build())
                .abort()
                .run();
        assertThat(disk.node).isSameAs(graph.get("top"));
        assertThat(graph.has("s")).isFalse();
        assertThat(graph.get("top").readOnly()).isFalse();
        assertThat(directory.resolve("s")).exists();
    }

    @Test
    void anImageThatIsThereCanBePutOnTop() throws IOException {
        image("overlay");
        snapshots
                .snapshot(new BlockdevSnapshotOptions("top", "overlay"))
                .commit()
                .run();
        assertThat(disk.node).isSameAs(graph.get("overlay"));
        assertThat(graph.get("overlay").backing()).contains(graph.get("top"));
        assertThat(failure(() -> graph.delete("top")))
                .isEqualTo("Node 'top' is busy: node is used as backing hd of 'overlay'");
    }

    @Test
    void overlaysMustBeFreeImages() throws IOException {
        image("overlay");
        assertFails("The overlay is already in use", "base", "top");
        graph.add(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                .nodeName("free")
                .build());
        assertFails("The overlay does not support backing images", "top", "free");
        assertFails("Cannot find device='no' nor node-name='no'", "no", "overlay");
        assertFails("Cannot find device='no' nor node-name='no'", "top", "no");
        snapshots
                .snapshot(new BlockdevSnapshotOptions("base", "overlay"))
                .commit()
                .run();
        assertFails("Node 'base' is busy: node is used as backing hd of 'overlay'", "base", "overlay");
    }

    private void assertFails(String text, String node, String overlay) {
        assertThat(failure(() -> snapshots.snapshot(new BlockdevSnapshotOptions(node, overlay))))
                .isEqualTo(text);
    }

    @Test
    void failuresOfNewImagesHaveQemusTexts() {
        assertThat(failure(() -> snapshots.snapshotSync(file("s").build())))
                .isEqualTo("Cannot find device='' nor node-name=''");
        assertThat(failure(() -> snapshots.snapshotSync(file("s").device("no").build())))
                .isEqualTo("Cannot find device='no' nor node-name=''");
        assertThat(failure(
                        () -> snapshots.snapshotSync(file("s").nodeName("top").build())))
                .isEqualTo("New overlay node-name missing");
        assertThat(failure(() -> snapshot("top", "base"))).isEqualTo("New overlay node-name already in use");
        BlockdevSnapshotSyncOptions.Builder named = file("s").nodeName("top").snapshotNodeName("s");
        assertThat(failure(() -> snapshots.snapshotSync(named.format("raw").build())))
                .isEqualTo("Backing file not supported for file format 'raw'");
        assertThat(failure(() -> snapshots.snapshotSync(named.format("no").build())))
                .isEqualTo("Unknown file format 'no'");
        assertThat(failure(() -> snapshots.snapshotSync(
                        named.format("qcow2").mode(NewImageMode.EXISTING).build())))
                .isEqualTo("Could not open '" + directory + "/s': No such file or directory");
        assertThat(graph.has("s")).isFalse();
    }

    @Test
    void imagesAreMadeWhereFilesMayBe() {
        graph.limitFiles(HostFileAccess.NONE);
        assertThat(failure(() -> snapshot("top", "s"))).endsWith("the server gives clients access to no files");
        assertThat(directory.resolve("s")).doesNotExist();
    }

    @Test
    void theBackingFileInAHeaderCanBeChanged() throws IOException {
        snapshot("top", "s");
        snapshots.changeBackingFile(new ChangeBackingFile("s", "s", "other"));
        assertThat(header("s").backingFile()).contains("other");
        assertThat(header("s").backingFormat()).contains("qcow2");
        assertThat(graph.get("s").backing()).contains(graph.get("top"));
        assertThat(graph.get("s").info(true, true, IoLimits.NONE).image().backingFilename())
                .isEqualTo("other");
    }

    @Test
    void otherExtensionsOfAHeaderStay() {
        ByteBuffer header = ByteBuffer.allocate(512)
                .putInt(0, Qcow2Header.MAGIC)
                .putInt(4, 3)
                .putInt(20, 9);
        header.putInt(100, 104).putInt(104, 0x1234).putInt(108, 3).putInt(112, 0x01020300);
        Qcow2Image.changeBacking(header, 104, Optional.of(new BackingFile("a", "raw")));
        Qcow2Image.changeBacking(header, 104, Optional.of(new BackingFile("bc", "qcow2")));
        assertThat(Qcow2Header.read(header).backingFile()).contains("bc");
        assertThat(Qcow2Header.read(header).backingFormat()).contains("qcow2");
        assertThat(header.getInt(120)).isEqualTo(0x1234);
        assertThat(header.getInt(128)).isEqualTo(0x01020300);
    }

    @Test
    void aBackingFileIsChangedInImagesOfTheChainOnly() throws IOException {
        snapshot("top", "s");
        image("other");
        snapshots
                .snapshot(new BlockdevSnapshotOptions("base", "other"))
                .commit()
                .run();
        assertThat(failure(() -> snapshots.changeBackingFile(new ChangeBackingFile("no", "s", "x"))))
                .isEqualTo("Cannot find device='no' nor node-name='no'");
        assertThat(failure(() -> snapshots.changeBackingFile(new ChangeBackingFile("s", "no", "x"))))
                .isEqualTo("Cannot find device='' nor node-name='no'");
        assertThat(failure(() -> snapshots.changeBackingFile(new ChangeBackingFile("s", "top", "x"))))
                .isEqualTo("not allowing backing file change on an image without a backing file");
        assertThat(failure(() -> snapshots.changeBackingFile(new ChangeBackingFile("s", "other", "x"))))
                .isEqualTo("'s' and image file are not in the same chain");
        assertThat(failure(() -> snapshots.changeBackingFile(new ChangeBackingFile("s", "s", "x".repeat(2000)))))
                .isEqualTo("Could not change backing file to '" + "x".repeat(2000) + "': Invalid argument");
        assertThat(graph.get("s").backing()).contains(graph.get("top"));
    }
}
