package io.qmp.app;

import io.qmp.transport.vertx.LinuxDescriptorSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server, and a client of it that is written down here, so that no classes of another client are loaded. */
final class ServerTraining {
    private static final List<String> COMMANDS =
            List.of("qmp_capabilities", "query-status", "query-version", "query-qmp-schema", "stop", "cont", "quit");

    private final Path socket;
    private final CountDownLatch listening = new CountDownLatch(1);

    private ServerTraining(Path socket) {
        this.socket = socket;
    }

    /**
     * Starts a server, sends it some commands, and ends it.
     *
     * @param socket where it listens
     */
    static void run(Path socket) throws IOException, InterruptedException {
        new ServerTraining(socket).run();
    }

    private void run() throws IOException, InterruptedException {
        Thread server = new Thread(this::serve);
        server.start();
        listening.await();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            BufferedReader answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            PrintWriter requests = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            answers.readLine();
            for (String command : COMMANDS) {
                requests.println("{\"execute\": \"" + command + "\"}");
                requests.flush();
                String answer = answers.readLine();
                while (answer != null && answer.startsWith("{\"timestamp\"")) { // an event
                    answer = answers.readLine();
                }
            }
        }
        server.join();
        useDescriptors();
    }

    /** Has the native calls bound that a server binds when it is in use. */
    private static void useDescriptors() throws IOException {
        try {
            new LinuxDescriptorSource().pair().close();
        } catch (UnsupportedOperationException e) {
            // This system has no such calls.
        }
    }

    private void serve() {
        OutputStream firstLine = new OutputStream() {
            @Override
            public void write(int octet) {
                listening.countDown();
            }
        };
        Main.program(firstLine).run("serve", "-qmp", "unix:" + socket + ",server=on,wait=off");
        listening.countDown(); // also if it could not start
    }
}
