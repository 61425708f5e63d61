package io.qmp.plugin.machine.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A QEMU without a machine, with one monitor to which one client at a time connects. */
final class QemuProcess implements Talker {
    /** The only line of a QEMU that has crashed. */
    static final String GONE = "gone";

    private static final String PROGRAM = "qemu-system-x86_64";

    private final Path directory;
    private final UnixDomainSocketAddress address;
    private final Process process;

    private QemuProcess(Path directory, UnixDomainSocketAddress address, Process process) {
        this.directory = directory;
        this.address = address;
        this.process = process;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, PROGRAM)));
    }

    static QemuProcess start() {
        try {
            Path directory = Files.createTempDirectory("qemu");
            UnixDomainSocketAddress ready = UnixDomainSocketAddress.of(directory.resolve("ready"));
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("qmp"));
            try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listening.bind(ready);
                Process process = new ProcessBuilder(command(ready, address))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                listening.accept().close(); // the monitors are made one after the other
                return new QemuProcess(directory, address, process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(UnixDomainSocketAddress ready, UnixDomainSocketAddress address) {
        String monitor = "unix:" + address.getPath() + ",server=on,wait=off";
        return List.of(
                PROGRAM,
                "-nodefaults",
                "-machine",
                "none",
                "-display",
                "none",
                "-S",
                "-qmp",
                monitor,
                "-qmp",
                "unix:" + ready.getPath());
    }

    @Override
    public List<String> talk(List<byte[]> chunks, Predicate<String> last) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            for (byte[] chunk : chunks) {
                ByteBuffer unsent = ByteBuffer.wrap(chunk);
                while (unsent.hasRemaining()) {
                    channel.write(unsent);
                }
            }
            return read(channel, last);
        } catch (IOException e) {
            return List.of(GONE);
        }
    }

    private static List<String> read(SocketChannel channel, Predicate<String> last) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer received = ByteBuffer.allocate(64 << 10);
        while (channel.read(received.clear()) >= 0) {
            for (byte each : bytes(received.flip())) {
                line.write(each);
                if (each == '\n') {
                    lines.add(line.toString(StandardCharsets.ISO_8859_1));
                    line.reset();
                }
            }
            if (!lines.isEmpty() && last.test(lines.get(lines.size() - 1))) {
                return lines;
            }
        }
        return List.of(GONE);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
