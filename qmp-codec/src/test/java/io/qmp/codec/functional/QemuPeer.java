package io.qmp.codec.functional;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.stream.Stream;

/** A QEMU without a machine, which has connected its monitor to us. */
final class QemuPeer implements AutoCloseable {
    private static final String PROGRAM = "qemu-system-x86_64";

    private final Path directory;
    private final Process process;
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(64 << 10).flip();
    private int exchanges;

    private QemuPeer(Path directory, Process process, SocketChannel channel) {
        this.directory = directory;
        this.process = process;
        this.channel = channel;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, PROGRAM)));
    }

    static QemuPeer start(boolean oob) throws IOException {
        Path directory = Files.createTempDirectory("qemu");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("qmp"));
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(address);
            String[] command = {
                PROGRAM, "-machine", "none", "-nodefaults", "-display", "none", "-qmp", "unix:" + address.getPath()
            };
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            QemuPeer peer = new QemuPeer(directory, process, listening.accept());
            peer.line();
            String enable = oob ? "[\"oob\"]" : "[]";
            peer.send(("{\"execute\":\"qmp_capabilities\",\"arguments\":{\"enable\":" + enable + "}}")
                    .getBytes(StandardCharsets.US_ASCII));
            peer.line();
            return peer;
        }
    }

    /** What makes the peer forget an unfinished input, and answer with a line that comes once only. */
    byte[] end() {
        return ("\u00ff\n{\"execute\":\"end-" + exchanges++ + "\"}").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends input, and returns the answers up to the one that is known to be the last. */
    List<String> exchange(byte[] input, String last) throws IOException {
        send(input);
        List<String> lines = new ArrayList<>();
        do {
            lines.add(line());
        } while (!lines.get(lines.size() - 1).equals(last));
        return lines;
    }

    private void send(byte[] bytes) throws IOException {
        ByteBuffer unsent = ByteBuffer.wrap(bytes);
        while (unsent.hasRemaining()) {
            channel.write(unsent);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last;
        do {
            while (!received.hasRemaining()) {
                if (channel.read(received.clear()) < 0) {
                    throw new IOException("QEMU has closed the connection");
                }
                received.flip();
            }
            last = received.get();
            line.write(last);
        } while (last != '\n');
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(directory.resolve("qmp"));
        Files.delete(directory);
    }
}
