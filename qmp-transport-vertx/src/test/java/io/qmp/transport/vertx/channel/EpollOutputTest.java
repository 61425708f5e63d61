package io.qmp.transport.vertx.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import io.qmp.transport.vertx.descriptor.EpollSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class EpollOutputTest {
    /** More than a unix socket of Linux takes by default, 208 KiB, and less than twice that. */
    private static final int LARGE = 250_000;

    private Socket listening;
    private Socket socket; // nobody reads what it sends
    private EpollOutput output;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        assertThat(EpollSockets.areAvailable()).isTrue(); // which loads them, too
        var address = new DomainSocketAddress(directory.resolve("qmp").toFile());
        listening = EpollSockets.listening(address);
        socket = EpollSockets.connected(address);
        output = new EpollOutput(socket);
    }

    @AfterEach
    void close() {
        output.discard();
        EpollSockets.close(socket);
        EpollSockets.close(listening);
    }

    @Test
    void aMessageThatIsLongerThanTheSocketTakesByDefaultLeavesAtOnce() throws IOException {
        output.write(ByteBuffer.allocate(LARGE));

        assertThatAllLeavesAtOnce();
    }

    @Test
    void anUnchangingMessageThatLongLeavesAtOnceToo() throws IOException {
        output.writeShared(ByteBuffer.allocateDirect(LARGE));

        assertThatAllLeavesAtOnce();
    }

    private void assertThatAllLeavesAtOnce() throws IOException {
        output.flush();
        assertThat(output.send()).isTrue();
        assertThat(output.pending()).isZero();
    }

    @Test
    void manyShortMessagesGetNoLargerBuffer() throws IOException {
        int before = socket.getSendBufferSize();
        for (int i = 0; i < 1000; i++) {
            output.write(ByteBuffer.allocate(1000));
        }
        output.flush();

        assertThat(output.send()).isFalse();
        assertThat(socket.getSendBufferSize()).isEqualTo(before);
    }
}
