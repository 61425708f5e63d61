package io.qmp.contracts;

import io.qmp.api.Experimental;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.UnixAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The other end of a connection, on a blocking socket of the JDK, which can misbehave.
 *
 * @param socket the connected socket
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SocketPeer(SocketChannel socket) implements AutoCloseable {

    /** {@return a peer that is connected to an address} */
    public static SocketPeer connect(QmpAddress address) throws IOException {
        return new SocketPeer(SocketChannel.open(socketAddress(address)));
    }

    /** {@return a listening socket, which accepts in its {@code accept} method only} */
    public static ServerSocketChannel listen(QmpAddress address) throws IOException {
        SocketAddress at = socketAddress(address);
        return (at instanceof UnixDomainSocketAddress
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open())
                .bind(at);
    }

    private static SocketAddress socketAddress(QmpAddress address) {
        if (address.scheme().equals(UnixAddress.SCHEME)) {
            return UnixDomainSocketAddress.of(UnixAddress.of(address).path());
        }
        TcpAddress tcp = TcpAddress.of(address);
        return new InetSocketAddress(tcp.host(), tcp.port());
    }

    /** Sends ASCII characters. */
    public void send(String text) throws IOException {
        send(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Sends all of these bytes. */
    public void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    /** Shuts down the sending side. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** {@return so many ASCII characters, or fewer at the end of input} */
    public String receive(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && socket.read(buffer) >= 0) {
            // Until there is enough.
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    /** {@return all bytes until the end of input} */
    public byte[] receiveToEnd() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        while (socket.read(buffer) >= 0) {
            if (!buffer.hasRemaining()) {
                buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Closes so that the other side sees a reset; over a unix socket only if there are unread bytes. */
    public void reset() throws IOException {
        if (socket.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        socket.close();
    }

    /** Closes the socket before its try statement ends. */
    public void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
