package io.qmp.transport.vertx;

import io.qmp.api.wire.QmpAddress;
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

/** The other end, on a blocking socket of the JDK's: it does what no well-behaved connection does. */
record Peer(SocketChannel socket) implements AutoCloseable {

    static Peer connect(QmpAddress address) throws IOException {
        return new Peer(SocketChannel.open(socketAddress(address)));
    }

    /** {@return a socket that listens, but accepts when asked to only} */
    static ServerSocketChannel listen(QmpAddress address) throws IOException {
        SocketAddress at = socketAddress(address);
        return (at instanceof UnixDomainSocketAddress
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open())
                .bind(at);
    }

    private static SocketAddress socketAddress(QmpAddress address) {
        return address instanceof QmpAddress.Tcp tcp
                ? new InetSocketAddress(tcp.host(), tcp.port())
                : UnixDomainSocketAddress.of(((QmpAddress.Unix) address).path());
    }

    void send(String text) throws IOException {
        send(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    String receive(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && socket.read(buffer) >= 0) {
            // Until there is enough.
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    /** {@return all that comes until the end} */
    byte[] receiveToEnd() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        while (socket.read(buffer) >= 0) {
            if (!buffer.hasRemaining()) {
                buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Goes away in a way that the other side sees as a reset; over a unix socket if there is something unread. */
    void reset() throws IOException {
        if (socket.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        socket.close();
    }

    void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
