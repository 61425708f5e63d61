package io.qmp.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A server whose part the test plays. */
final class ScriptedServer implements AutoCloseable {
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \"major\": 10}, \"package\": \"\"},"
                    + " \"capabilities\": ";

    private final ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final Path path;

    ScriptedServer(Path path) throws IOException {
        this.path = path;
        listening.bind(UnixDomainSocketAddress.of(path));
    }

    /** Where it listens, as the tools take it. */
    String address() {
        return "unix:" + path.toString().replace(",", ",,");
    }

    /** Waits for a client, and says nothing to it. */
    RawClient accept() throws IOException {
        SocketChannel channel = listening.accept();
        return new RawClient(channel);
    }

    /** Waits for a client and negotiates. */
    RawClient acceptAndNegotiate() throws IOException {
        return acceptAndNegotiate("[\"oob\"]");
    }

    /** Waits for a client and negotiates, with these capabilities. */
    RawClient acceptAndNegotiate(String capabilities) throws IOException {
        RawClient client = acceptAndGreet(capabilities);
        client.reply("\"return\": {}");
        return client;
    }

    /** Waits for a client and greets it, with these capabilities. */
    RawClient acceptAndGreet(String capabilities) throws IOException {
        RawClient client = accept();
        client.send(GREETING + capabilities + "}}\r\n");
        return client;
    }

    /** Waits for a client and negotiates, as another version. */
    RawClient acceptVersion(String version) throws IOException {
        String[] numbers = version.split("\\.");
        RawClient client = accept();
        client.send("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": " + numbers[2] + ", \"minor\": " + numbers[1]
                + ", \"major\": " + numbers[0] + "}, \"package\": \"\"}, \"capabilities\": []}}\r\n");
        client.reply("\"return\": {}");
        return client;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
