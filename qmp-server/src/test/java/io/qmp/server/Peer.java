package io.qmp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client on a real socket, in text. */
final class Peer {
    private final SocketChannel channel;
    private final BufferedReader in;

    Peer(SocketAddress address) throws IOException {
        this(SocketChannel.open(address));
    }

    Peer(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), US_ASCII));
    }

    void negotiate() throws IOException {
        assertThat(read().startsWith("{\"QMP\"")).isTrue();
        send("{'execute':'qmp_capabilities'}");
        assertThat(read()).isEqualTo("{\"return\": {}}");
    }

    void send(String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    String read() throws IOException {
        String line = readOrNull();
        assertThat(line != null).as("end of input").isTrue();
        return line;
    }

    @Nullable
    String readOrNull() throws IOException {
        return in.readLine();
    }

    void close() throws IOException {
        channel.close();
    }
}
