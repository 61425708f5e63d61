package io.qmp.transport.vertx.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.qmp.api.host.SocketPair;
import io.qmp.transport.vertx.LinuxDescriptorSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ReceiveCallTest {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int EBADF = 9;
    private static final int EAGAIN = 11;

    private final Memory bytes = new Memory(4);
    private final Memory header = header(bytes);
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void callsAreTheSameBeforeAndAfterBinding() throws IOException {
        ReceiveCall call = new ReceiveCall(100, tasks::add);
        assertReceives(call);
        assertThat(call.isBound()).isFalse();

        ReceiveCall bound = new ReceiveCall(1, Runnable::run);
        receive(bound, -1);
        assertThat(bound.isBound()).isTrue();
        assertReceives(bound);
    }

    @Test
    void bindingBeginsOnceWithTheLastCallBefore() {
        ReceiveCall call = new ReceiveCall(3, tasks::add);
        receive(call, -1);
        receive(call, -1);
        assertThat(tasks).isEmpty();

        receive(call, -1);
        receive(call, -1);
        assertThat(tasks).hasSize(1);
        assertThat(call.isBound()).isFalse();

        tasks.remove().run();
        receive(call, -1);
        assertThat(call.isBound()).isTrue();
        assertThat(tasks).isEmpty();
    }

    private void assertReceives(ReceiveCall call) throws IOException {
        try (SocketPair pair = new LinuxDescriptorSource().pair()) {
            int socket = pair.second().number();
            assertThat(receive(call, socket)).isEqualTo(-1);
            assertThat(ReceiveCall.error()).isEqualTo(EAGAIN);

            Libc.write(pair.first().number(), new byte[] {'o', 'k'}, 2);
            assertThat(receive(call, socket)).isEqualTo(2);
            assertThat(bytes.getByteArray(0, 2)).containsExactly('o', 'k');

            pair.first().close();
            assertThat(receive(call, socket)).isZero();
        }
        assertThat(receive(call, -1)).isEqualTo(-1);
        assertThat(ReceiveCall.error()).isEqualTo(EBADF);
    }

    private long receive(ReceiveCall call, int socket) {
        return call.recvmsg(socket, Pointer.nativeValue(header), MSG_DONTWAIT);
    }

    /** {@return a struct msghdr of one piece, and behind it the struct iovec} */
    private static Memory header(Memory bytes) {
        Memory header = new Memory(72);
        header.clear();
        header.setPointer(16, header.share(56));
        header.setLong(24, 1);
        header.setPointer(56, bytes);
        header.setLong(64, bytes.size());
        return header;
    }
}
