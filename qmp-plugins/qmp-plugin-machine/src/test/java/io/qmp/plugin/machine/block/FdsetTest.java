package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.DescriptorSet;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.testkit.LocalServer;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Block nodes of files that a client has passed; the errors are those of QEMU 7.2. */
class FdsetTest {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final LocalServer server = LocalServer.with(new CorePlugin(), new MachinePlugin());
    private final List<RandomAccessFile> files = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();

    @TempDir
    private @Nullable Path directory;

    @BeforeEach
    void systemTellsOpenFiles() {
        assumeTrue(Files.isDirectory(OPEN_FILES), "needs /proc");
    }

    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        server.close();
        assertThat(closed).hasSize(files.size()).doesNotHaveDuplicates();
        for (RandomAccessFile file : files) {
            file.close();
        }
    }

    /** Passes a new file of a megabyte, which has no name any more. */
    private void pass(long set, String mode) throws IOException {
        Path path = directory.resolve("image" + files.size());
        Files.write(path, new byte[1 << 20]);
        RandomAccessFile file = new RandomAccessFile(path.toFile(), mode);
        files.add(file);
        FileDescriptor descriptor = new FileDescriptor(number(path), closed::add);
        server.context().descriptors().add(OptionalLong.of(set), Optional.empty(), descriptor);
        Files.delete(path);
    }

    private static int number(Path path) throws IOException {
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.filter(link -> isLinkTo(path, link))
                    .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isLinkTo(Path path, Path link) {
        try {
            return Files.readSymbolicLink(link).equals(path.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private void execute(String command, String arguments) {
        server.execute(command, (QmpObject) WireCodec.installed().parse(arguments));
    }

    private void add(String node, String filename, String more) {
        execute(
                "blockdev-add",
                "{'driver':'file','node-name':'" + node + "','filename':'" + filename + "'" + more + "}");
    }

    private void assertFails(String filename, String more, String text) {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> add("n", filename, more))
                .satisfies(failure -> assertThat(failure.error().desc()).isEqualTo(text));
    }

    private List<DescriptorSet> sets() {
        return server.context().descriptors().sets();
    }

    @Test
    void aNodeOfASetHasTheLengthOfTheFileAndItsName() throws IOException {
        pass(5, "rw");
        add("disk", "/dev/fdset/5", "");
        assertThat(server.execute("query-named-block-nodes", QmpObject.EMPTY).toString())
                .contains("/dev/fdset/5", "1048576");
        execute("blockdev-del", "{'node-name':'disk'}");
        execute("remove-fd", "{'fdset-id':5}");
        assertThat(sets()).isEmpty();
    }

    /** libvirt opens the logs of serial ports itself. */
    @Test
    void aCharacterDeviceIsAFileOfASet() throws IOException {
        pass(5, "rw");
        String device = "{'id':'c','backend':{'type':'file','data':{'out':'/dev/fdset/5','append':true}}}";
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> execute("chardev-add", device))
                .satisfies(failure -> assertThat(failure.error().desc())
                        .isEqualTo("Failed to add chardev 'c': Could not open '/dev/fdset/5': Permission denied"));
        Path log = Files.createFile(directory.resolve("log"));
        try (FileOutputStream written = new FileOutputStream(log.toFile())) {
            FileDescriptor descriptor = new FileDescriptor(number(log), number -> {});
            server.context().descriptors().add(OptionalLong.of(5), Optional.empty(), descriptor);
            execute("chardev-add", device);
            execute("chardev-remove", "{'id':'c'}");
            written.write(0);
        }
    }

    @Test
    void theUseDecidesWhichDescriptorIsTaken() throws IOException {
        pass(5, "r");
        assertFails("/dev/fdset/5", "", "Could not dup FD for /dev/fdset/5 flags 2: Permission denied");
        add("a", "/dev/fdset/5", ",'read-only':true");
        add("b", "/dev/fdset/5", ",'auto-read-only':true");
        pass(6, "rw");
        assertFails(
                "/dev/fdset/6", ",'read-only':true", "Could not dup FD for /dev/fdset/6 flags 0: Permission denied");
        add("c", "/dev/fdset/ 6", "");
    }

    @Test
    void errorsAreQemus() {
        assertFails("/dev/fdset/5", "", "Could not dup FD for /dev/fdset/5 flags 2: No such file or directory");
        assertFails(
                "/dev/fdset/5",
                ",'read-only':true,'cache':{'direct':true}",
                "Could not dup FD for /dev/fdset/5 flags 4000: No such file or directory");
        for (String bad : List.of("", "x", "-1", "1x", "99999999999")) {
            assertFails("/dev/fdset/" + bad, "", "Could not parse fdset /dev/fdset/" + bad);
        }
    }

    @Test
    void aSetStaysWhileANodeUsesIt() throws IOException {
        pass(5, "rw");
        add("disk", "/dev/fdset/5", "");
        execute("remove-fd", "{'fdset-id':5}");
        assertThat(sets()).containsExactly(new DescriptorSet(5, List.of()));
        assertThat(closed).isEmpty();
        execute("blockdev-del", "{'node-name':'disk'}");
        assertThat(sets()).isEmpty();
        assertThat(closed).hasSize(1);
    }

    @Test
    void aNodeThatCannotBeMadeUsesNothing() throws IOException {
        pass(5, "rw");
        assertThatThrownBy(
                        () -> execute(
                                "blockdev-add",
                                "{'driver':'raw','node-name':'r','offset':9999999999,'file':{'driver':'file','filename':'/dev/fdset/5'}}"))
                .isInstanceOf(CommandFailedException.class);
        execute("remove-fd", "{'fdset-id':5}");
        assertThat(closed).hasSize(1);
    }
}
