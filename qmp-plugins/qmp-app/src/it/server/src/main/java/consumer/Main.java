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
import java.util.concurrent.TimeUnit;

/** Runs the snippet of a server and greets it as any client would. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("consumer");
        Path socket = directory.resolve("qmp");
        var server = ServerSnippet.run("unix:" + socket);
        try (SocketChannel channel = connect(socket)) {
            BufferedReader in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
            channel.write(ByteBuffer.wrap(("{'execute':'qmp_capabilities'}"
                            + "{'execute':'__org.example_greet','arguments':{'name':'ada'}}")
                    .getBytes(UTF_8)));
            expect("{\"QMP\"", in.readLine());
            expect("{\"return\": {}}", in.readLine());
            expect("{\"return\": {\"text\": \"hello ada\"}}", in.readLine());
        }
        server.close();
        server.whenEnded().toCompletableFuture().get(30, TimeUnit.SECONDS);
        Files.delete(directory);
    }

    private static SocketChannel connect(Path socket) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 300 && !Files.exists(socket); attempt++) {
            TimeUnit.MILLISECONDS.sleep(50); // the snippet does not say when it listens
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
