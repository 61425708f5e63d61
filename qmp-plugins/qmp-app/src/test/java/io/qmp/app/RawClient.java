package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A client that sends text and reads lines. */
final class RawClient implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader lines;

    RawClient(SocketChannel channel) {
        this.channel = channel;
        this.lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
    }

    static RawClient connect(String address) throws IOException {
        QmpAddress where = QmpAddress.parse(address);
        return new RawClient(SocketChannel.open(
                where.scheme().equals(TcpAddress.SCHEME)
                        ? tcp(TcpAddress.of(where))
                        : UnixDomainSocketAddress.of(UnixAddress.of(where).path())));
    }

    private static InetSocketAddress tcp(TcpAddress address) {
        return new InetSocketAddress(address.host(), address.port());
    }

    /** Sends text and reads the next line. */
    String ask(String text) throws IOException {
        send(text);
        return read();
    }

    /** Sends text. */
    void send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Sends nothing more. */
    void endInput() throws IOException {
        channel.shutdownOutput();
    }

    /** Reads a command and answers it, with the members that are given and its id. Returns the command. */
    String reply(String members) throws IOException {
        return reply("", members);
    }

    /** Reads a command and answers it, but sends something else first. */
    String reply(String before, String members) throws IOException {
        String command = read();
        String id = command.replaceAll(".*\"id\": ?([^,}]+).*", "$1");
        send(before + "{" + members + ", \"id\": " + id + "}\r\n");
        return command;
    }

    /** Reads the next line; "closed" at the end. */
    String read() throws IOException {
        String line = lines.readLine();
        return line == null ? "closed" : line;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
