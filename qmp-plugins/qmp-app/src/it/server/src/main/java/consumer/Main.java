package consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Runs the snippet of a server and greets it as any client would. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("consumer");
        Path socket = directory.resolve("qmp");
        WatchService watch = directory.getFileSystem().newWatchService();
        directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        var server = ServerSnippet.run("unix:" + socket);
        try (SocketChannel channel = connect(socket, watch)) {
            BufferedReader in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
            channel.write(ByteBuffer.wrap(("{'execute':'qmp_capabilities'}"
                            + "{'execute':'__org.example_greet','arguments':{'name':'ada'}}")
                    .getBytes(UTF_8)));
            expect("{\"QMP\"", in.readLine());
            expect("{\"return\": {}}", in.readLine());
            expect("{\"return\": {\"text\": \"hello ada\"}}", in.readLine());
        }
        server.close();
        server.closed().get(4, TimeUnit.MINUTES);
        Files.delete(directory);
    }

    /** The snippet does not say when it listens, but the directory says when the socket is there. */
    private static SocketChannel connect(Path socket, WatchService watch) throws IOException, InterruptedException {
        while (!Files.exists(socket)) {
            WatchKey changed = watch.poll(4, TimeUnit.MINUTES);
            if (changed == null) {
                throw new AssertionError("no server has made " + socket + " for 4 minutes");
            }
            changed.reset();
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    private static void expect(String beginning, String line) {
        if (line == null || !line.startsWith(beginning)) {
            throw new AssertionError("expected " + beginning + ", got " + line);
        }
    }
}
