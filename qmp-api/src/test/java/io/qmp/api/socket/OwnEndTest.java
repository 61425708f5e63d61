package io.qmp.api.socket;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** A socket that TCP has connected to itself, as happens when nobody listens at a port of the range for own ends. */
class OwnEndTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void aSocketThatIsConnectedToItselfIsRefused() throws IOException {
        try (SocketChannel channel = SocketChannel.open().bind(ANY_PORT)) {
            channel.connect(channel.getLocalAddress());
            assertThatThrownBy(
                            () -> ConnectFailures.refuseOwnEnd(channel.getLocalAddress(), channel.getRemoteAddress()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("Connection refused");
        }
    }

    @Test
    void othersAreNot() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            assertThatCode(() -> {
                        ConnectFailures.refuseOwnEnd(channel.getLocalAddress(), channel.getRemoteAddress());
                        ConnectFailures.refuseOwnEnd(null, channel.getRemoteAddress());
                        UnixDomainSocketAddress unnamed = UnixDomainSocketAddress.of("");
                        ConnectFailures.refuseOwnEnd(unnamed, unnamed);
                    })
                    .doesNotThrowAnyException();
        }
    }
}
