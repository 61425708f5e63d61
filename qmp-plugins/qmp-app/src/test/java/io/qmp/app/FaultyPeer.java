package io.qmp.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/** A peer that does not do what a QMP server does. It serves one client, on a thread of its own. */
final class FaultyPeer implements AutoCloseable {
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \"major\": 10}, \"package\": \"\"},"
                    + " \"capabilities\": [\"oob\"]}}\r\n";

    private final ServerSocketChannel listening;

    private FaultyPeer(ServerSocketChannel listening) {
        this.listening = listening;
    }

    /** What is wrong with it. */
    enum Fault {
        ABSENT,
        NOBODY_LISTENS,
        CLOSES,
        CLOSES_AFTER_GREETING,
        CLOSES_WHEN_ASKED,
        NEVER_GREETS,
        NEVER_NEGOTIATES,
        NEVER_REPLIES,
        SPEAKS_SOMETHING_ELSE,
        REPLIES_WITH_ERRORS
    }

    /** Starts a peer; it listens when this returns, unless that is its fault. */
    static FaultyPeer start(Path socket, Fault fault, boolean isAsked) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        if (fault != Fault.ABSENT) {
            listening.bind(UnixDomainSocketAddress.of(socket));
        }
        if (fault == Fault.ABSENT || fault == Fault.NOBODY_LISTENS) {
            listening.close();
        } else {
            Thread thread = new Thread(() -> serve(listening, fault, isAsked), "peer");
            thread.setDaemon(true);
            thread.start();
        }
        return new FaultyPeer(listening);
    }

    private static void serve(ServerSocketChannel listening, Fault fault, boolean isAsked) {
        try (RawClient client = new RawClient(listening.accept())) {
            switch (fault) {
                case CLOSES -> {}
                case NEVER_GREETS -> awaitEnd(client);
                case SPEAKS_SOMETHING_ELSE -> {
                    client.send("SSH-2.0-OpenSSH_9.2\r\n");
                    awaitEnd(client);
                }
                default -> {
                    client.send(GREETING);
                    negotiate(client, fault, isAsked);
                }
            }
        } catch (IOException e) {
            // the client has left, or the test is over
        }
    }

    private static void negotiate(RawClient client, Fault fault, boolean isAsked) throws IOException {
        if (fault == Fault.CLOSES_AFTER_GREETING) {
            return;
        }
        if (fault != Fault.NEVER_NEGOTIATES) {
            client.reply("\"return\": {}");
        }
        if (fault == Fault.CLOSES_WHEN_ASKED && isAsked) {
            client.read();
        } else if (fault == Fault.REPLIES_WITH_ERRORS) {
            String command = client.read();
            while (!command.equals("closed")) {
                String id = command.replaceAll(".*\"id\": ?([^,}]+).*", "$1");
                client.send(
                        "{\"error\": {\"class\": \"GenericError\", \"desc\": \"not now\"}, \"id\": " + id + "}\r\n");
                command = client.read();
            }
        } else if (fault != Fault.CLOSES_WHEN_ASKED) {
            awaitEnd(client);
        }
    }

    private static void awaitEnd(RawClient client) throws IOException {
        while (!client.read().equals("closed")) {
            // what it says is not of interest
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
