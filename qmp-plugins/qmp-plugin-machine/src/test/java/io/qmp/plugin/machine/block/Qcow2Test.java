package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import io.qmp.plugin.qemu.type.BlockdevChild;
import io.qmp.plugin.qemu.type.BlockdevCreateOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.BlockdevRefOrNull;
import io.qmp.plugin.qemu.type.ImageInfo;
import io.qmp.plugin.qemu.type.ImageSpecificInfoQcow2;
import io.qmp.plugin.qemu.type.Qcow2Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts and values are those of QEMU 11.1. */
class Qcow2Test {
    private static final long MIB = 1 << 20;

    private final BlockGraph graph =
            new BlockGraph(group -> false, event -> {}, FdsetLender.NONE, WireCodec.installed());

    @TempDir
    private Path directory = Path.of("");

    private String image(String name, long size, UnaryOperator<BlockdevCreateOptionsQcow2.Builder> more)
            throws IOException {
        Path file = directory.resolve(name);
        Files.write(
                file,
                Qcow2Image.create(more.apply(BlockdevCreateOptionsQcow2.builder(BlockdevRef.node("f"), size))
                                .build())
                        .array());
        return file.toString();
    }

    private static BlockdevOptionsQcow2.Builder over(String node, String file) {
        return BlockdevOptionsQcow2.builder(BlockdevRef.of(file(file))).nodeName(node);
    }

    private static BlockdevOptions file(String path) {
        return BlockdevOptionsFile.builder(BlockdevDriver.FILE, path).build();
    }

    private BlockDeviceInfo info(String node) {
        return graph.get(node).info(true, false, IoLimits.NONE);
    }

    @Test
    void theHeaderSaysWhatTheImageIs() throws IOException {
        graph.add(over("q", image("a", 5 * MIB, options -> options)).build());

        ImageInfo image = info("q").image();
        assertThat(graph.get("q").length()).isEqualTo(5 * MIB);
        assertThat(image.format()).isEqualTo("qcow2");
        assertThat(image.filename()).isEqualTo(directory + "/a");
        assertThat(image.clusterSize()).isEqualTo(65536);
        assertThat(image.backingFilename()).isNull();
        assertThat(image.dirtyFlag()).isFalse();
        assertThat(image.formatSpecific()).isInstanceOfSatisfying(ImageSpecificInfoQcow2.class, specific -> {
            assertThat(specific.data().compat()).isEqualTo("1.1");
            assertThat(specific.data().refcountBits()).isEqualTo(16);
            assertThat(specific.data().lazyRefcounts()).isFalse();
        });
    }

    @Test
    void anOlderImageHasFewerFeatures() throws IOException {
        graph.add(over(
                        "q",
                        image(
                                "a",
                                MIB,
                                options -> options.version(Qcow2Version.V2).clusterSize(4096)))
                .build());

        assertThat(info("q").image().clusterSize()).isEqualTo(4096);
        assertThat(info("q").image().formatSpecific())
                .isInstanceOfSatisfying(ImageSpecificInfoQcow2.class, specific -> {
                    assertThat(specific.data().compat()).isEqualTo("0.10");
                    assertThat(specific.data().lazyRefcounts()).isNull();
                });
    }

    @Test
    void theImageBelowIsOpenedByItsNameInTheHeader() throws IOException {
        image("base", MIB, options -> options);
        String top =
                image("top", 2 * MIB, options -> options.backingFile("base").backingFmt(BlockdevDriver.QCOW2));
        graph.add(over("q", top).build());

        assertThat(graph.nodes()).hasSize(4);
        BlockDeviceInfo info = info("q");
        assertThat(info.children()).extracting(BlockdevChild::child).containsExactly("backing", "file");
        assertThat(info.backingFile()).isEqualTo(directory + "/base");
        assertThat(info.backingFileDepth()).isEqualTo(1);
        assertThat(info.image().backingFilename()).isEqualTo("base");
        assertThat(info.image().fullBackingFilename()).isEqualTo(directory + "/base");
        assertThat(info.image().backingFilenameFormat()).isEqualTo("qcow2");
        assertThat(info.image().backingImage().virtualSize()).isEqualTo(MIB);
        assertThat(graph.get("q").backing().orElseThrow().readOnly()).isTrue();

        graph.delete("q");
        assertThat(graph.nodes()).isEmpty();
    }

    @Test
    void anotherImageBelowOrNoneIsSaidInTheName() throws IOException {
        image("base", MIB, options -> options);
        String top = image("top", MIB, options -> options.backingFile("base").backingFmt(BlockdevDriver.RAW));
        graph.add(over("q", top).backing(BlockdevRefOrNull.ofNull()).build());

        assertThat(graph.nodes()).hasSize(2);
        assertThat(graph.get("q").filename())
                .isEqualTo(
                        "json:{\"backing\": null, \"driver\": \"qcow2\", \"file\": {\"driver\": \"file\", \"filename\": \""
                                + top + "\"}}");
        assertThat(info("q").image().fullBackingFilename()).isEqualTo(directory + "/base");
        assertThat(info("q").backingFile()).isNull();
    }

    @Test
    void aNodeBelowCannotBeDeleted() throws IOException {
        String top = image("top", MIB, options -> options);
        graph.add(over("b", image("base", MIB, options -> options)).build());
        graph.add(over("q", top).backing(BlockdevRefOrNull.node("b")).build());

        assertThat(failure(() -> graph.delete("b"))).isEqualTo("Node 'b' is busy: node is used as backing hd of 'q'");
        graph.delete("q");
        graph.delete("b");
        assertThat(graph.nodes()).isEmpty();
    }

    @Test
    void reopeningTakesTheImageBelowAway() throws IOException {
        graph.add(BlockdevOptionsFile.builder(BlockdevDriver.FILE, image("top", MIB, options -> options))
                .nodeName("f")
                .build());
        graph.add(over("b", image("base", MIB, options -> options)).build());
        BlockdevOptionsQcow2.Builder top =
                BlockdevOptionsQcow2.builder(BlockdevRef.node("f")).nodeName("q");
        graph.add(top.backing(BlockdevRefOrNull.node("b")).build());
        graph.reopen(List.of(top.backing(BlockdevRefOrNull.ofNull()).build()));
        assertThat(graph.get("q").backing()).isEmpty();

        graph.reopen(List.of(top.backing(BlockdevRefOrNull.node("b")).build()));
        assertThat(graph.get("q").backing()).contains(graph.get("b"));
        assertThat(failure(() -> graph.reopen(
                        List.of(top.backing(BlockdevRefOrNull.node("q")).build()))))
                .contains("would create a cycle");
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        assertThat(failure(() -> graph.add(
                        BlockdevOptionsQcow2.builder(BlockdevRef.of(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                                        .build()))
                                .nodeName("q")
                                .build())))
                .isEqualTo("Image is not in qcow2 format");
        for (byte[] bytes : List.of(new byte[0], new byte[3], new byte[4096])) {
            Files.write(directory.resolve("x"), bytes);
            assertThat(failure(() -> graph.add(over("q", directory + "/x").build())))
                    .isEqualTo("Image is not in qcow2 format");
        }
        assertThat(graph.nodes()).isEmpty();
    }

    @Test
    void headersAreReadWithinTheirBounds() throws IOException {
        byte[] good = Files.readAllBytes(
                Path.of(image("a", MIB, options -> options.backingFile("b").backingFmt(BlockdevDriver.RAW))));
        for (int at = 0; at < 160; at++) {
            for (byte value : new byte[] {0, 1, 127, -1}) {
                byte[] bad = good.clone();
                bad[at] = value;
                try {
                    Qcow2Header.read(
                            ByteBuffer.wrap(bad, 0, Qcow2Header.LONGEST).slice());
                } catch (io.qmp.api.error.CommandFailedException e) {
                    assertThat(e.error().desc()).as("byte " + at).isNotEmpty();
                }
            }
        }
    }

    @Test
    void anImageBelowThatCannotBeOpenedLeavesNothing() throws IOException {
        String top = image("top", MIB, options -> options.backingFile("/nope").backingFmt(BlockdevDriver.RAW));

        assertThat(failure(() -> graph.add(over("q", top).build())))
                .isEqualTo("Could not open backing file: Could not open '/nope': No such file or directory");
        assertThat(failure(() -> graph.add(
                        over("q", top).backing(BlockdevRefOrNull.node("nope")).build())))
                .isEqualTo("Could not open backing file: Cannot find device='nope' nor node-name='nope'");
        assertThat(graph.nodes()).isEmpty();
    }

    @Test
    void anImageThatNamesItselfHasAnEnd() throws IOException {
        String top = image("top", MIB, options -> options.backingFile("top").backingFmt(BlockdevDriver.QCOW2));

        assertThat(failure(() -> graph.add(over("q", top).build()))).contains("there are too many images");
        assertThat(graph.nodes()).isEmpty();
    }

    @Test
    void imagesThatCannotBeAreNotMade() {
        assertThat(failure(() -> Qcow2Image.create(BlockdevCreateOptionsQcow2.builder(BlockdevRef.node("f"), MIB)
                        .clusterSize(1000)
                        .build())))
                .isEqualTo("Cluster size must be a power of two between 512 and 2048k");
        assertThat(failure(() -> Qcow2Image.create(BlockdevCreateOptionsQcow2.builder(BlockdevRef.node("f"), 1000)
                        .build())))
                .isEqualTo("Image size must be a multiple of 512 bytes");
    }
}
