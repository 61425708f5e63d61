package io.qmp.transport.vertx;

import io.qmp.api.wire.QmpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The other end, on a blocking socket of the JDK's, for what no well-behaved connection does. */
record Peer(SocketChannel socket) implements AutoCloseable {

    static Peer connect(QmpAddress address) throws IOException {
        return new Peer(SocketChannel.open(socketAddress(address)));
    }

    /** {@return a socket that listens but accepts only when asked to} */
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
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            socket.write(rest);
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    byte[] receive(int count) throws IOException {
        return Channels.newInputStream(socket).readNBytes(count);
    }

    String receiveText(int count) throws IOException {
        return new String(receive(count), StandardCharsets.US_ASCII);
    }

    byte[] receiveToEnd() throws IOException {
        return Channels.newInputStream(socket).readAllBytes();
    }

    /** Ends a TCP connection in a way that the other side sees as a reset. */
    void reset() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
