package io.qmp.schema.generator;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Greets one client, sends it an event, and gives one answer to whatever it asks after its negotiation. */
final class SmallServer implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\": *(\\d+|\"[^\"]*\")");

    private final ServerSocketChannel listening;
    private final Path socket;
    private final String answer;

    private SmallServer(ServerSocketChannel listening, Path socket, String answer) {
        this.listening = listening;
        this.socket = socket;
        this.answer = answer;
    }

    static SmallServer start(Path directory, String answer) throws IOException {
        Path socket = directory.resolve("qmp.sock");
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        SmallServer server = new SmallServer(listening, socket, answer);
        Thread thread = new Thread(server::serve, "small-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    String address() {
        return "unix:" + socket;
    }

    private void serve() {
        try (SocketChannel client = listening.accept();
                BufferedReader requests = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            send(
                    client,
                    "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \"major\": 1},"
                            + " \"package\": \"\"}, \"capabilities\": []}}");
            reply(client, requests.readLine(), "{\"return\": {}}");
            String query = requests.readLine();
            send(client, "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1, \"microseconds\": 2}}");
            reply(client, query, answer);
            requests.readLine();
        } catch (IOException e) {
            // The test sees what its side of the connection makes of it.
        }
    }

    /** An answer carries the id of its request. */
    private static void reply(SocketChannel client, String request, String answer) throws IOException {
        Matcher id = ID.matcher(request);
        send(client, id.find() ? "{" + id.group() + ", " + answer.strip().substring(1) : answer);
    }

    private static void send(SocketChannel client, String text) throws IOException {
        client.write(ByteBuffer.wrap((text.strip() + "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
