package consumer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the snippet of a client against a peer that knows three sentences of QMP. */
public final class Main {
    private static final Pattern ID = Pattern.compile("\"id\": ?(\"[^\"]*\"|\\d+)");

    private Main() {}

    public static void main(String[] args) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> serve(listening), "peer");
            peer.setDaemon(true);
            peer.start();
            ClientSnippet.run("tcp:localhost:" + listening.getLocalPort())
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
        System.exit(0);
    }

    private static void serve(ServerSocket listening) {
        try (Socket socket = listening.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            say(socket, "{\"QMP\": {\"version\": {}, \"capabilities\": []}}");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher id = ID.matcher(line);
                String result = line.contains("query-status") ? "{\"status\": \"running\", \"running\": true}" : "{}";
                say(socket, "{\"return\": " + result + (id.find() ? ", \"id\": " + id.group(1) : "") + "}");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket socket, String message) throws IOException {
        socket.getOutputStream().write((message + "\r\n").getBytes(US_ASCII));
    }
}
