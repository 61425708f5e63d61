package io.qmp.app.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A conversation that a page shows: what is behind {@code ->} is sent, what is behind {@code <-} was received. */
final class Conversation {
    private static final String SENT = "-> ";
    private static final String RECEIVED = "<- ";

    private Conversation() {}

    static boolean isIn(String text) {
        return text.startsWith(SENT) || text.startsWith(RECEIVED);
    }

    /** {@return the same conversation, with what a server says now} */
    static List<String> play(String text, Path socket) throws IOException {
        List<String> lines = new ArrayList<>();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            BufferedReader in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
            for (String line : text.lines().toList()) {
                if (line.startsWith(SENT)) {
                    channel.write(ByteBuffer.wrap((line.substring(SENT.length()) + "\n").getBytes(UTF_8)));
                    lines.add(line);
                } else {
                    lines.add(RECEIVED + in.readLine());
                }
            }
        }
        return lines;
    }
}
