import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes the class-data archive of an application image: {@code java Train.java target/qmp}.
 *
 * <p>The image's server runs once, answers what a tool asks first, and gets the command quit; as it ends, its JVM
 * writes down the classes that were loaded. A file beside the archive has the place and the JDK that it is for,
 * which the launcher compares.
 */
final class Train {
    private static final String CONVERSATION = """
            {"execute":"qmp_capabilities"}
            {"execute":"query-version"}
            {"execute":"query-commands"}
            {"execute":"query-qmp-schema"}
            {"execute":"quit"}
            """;

    private Train() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path image = Path.of(arguments[0]).toRealPath();
        Path lib = image.resolve("lib");
        Path archive = lib.resolve("qmp.jsa");
        Path madeFor = lib.resolve("qmp.jsa.for");
        Files.deleteIfExists(madeFor);
        Files.deleteIfExists(archive);

        Path directory = Files.createTempDirectory("qmp");
        Path socket = directory.resolve("qmp.sock");
        Path log = directory.resolve("log");
        Process server = server(image, archive, socket, log);
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(server::destroyForcibly);
        try {
            converse(server, socket);
            if (server.waitFor() != 0 || !Files.exists(archive)) {
                throw new IOException("the server ended with " + server.exitValue());
            }
        } catch (IOException failure) {
            throw new IOException("no class-data archive was made; the server said: " + Files.readString(log), failure);
        } finally {
            server.destroyForcibly();
            Files.deleteIfExists(socket);
            Files.delete(log);
            Files.delete(directory);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        Files.writeString(madeFor, lib + " " + java + "\n");
    }

    private static Process server(Path image, Path archive, Path socket, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                image.resolve("bin/qmp").toString(),
                "serve",
                "--commands",
                "qemu",
                "-qmp",
                "unix:" + socket + ",server=on,wait=off");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("QMP_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + archive);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static void converse(Process server, Path socket) throws IOException, InterruptedException {
        try (SocketChannel channel = connect(server, socket)) {
            channel.write(ByteBuffer.wrap(CONVERSATION.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answers = ByteBuffer.allocate(1 << 16);
            while (channel.read(answers) >= 0) {
                answers.clear();
            }
        }
    }

    private static SocketChannel connect(Process server, Path socket) throws IOException, InterruptedException {
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (SocketException notListening) {
                channel.close();
                if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw notListening;
                }
            }
        }
    }
}
