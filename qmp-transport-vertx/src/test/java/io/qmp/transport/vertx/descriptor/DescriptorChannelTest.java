package io.qmp.transport.vertx.descriptor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.transport.vertx.LinuxDescriptorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DescriptorChannelTest {
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 04000;
    private static final int MUCH = 4 << 20;

    private final DescriptorSource source = new LinuxDescriptorSource();

    @Test
    void whatIsWrittenIsReadAndAfterItTheEnd() throws IOException {
        try (SocketPair pair = source.pair()) {
            ByteChannel first = source.channel(pair.first());
            first.write(ByteBuffer.wrap("text".getBytes(US_ASCII)));
            first.close();

            ByteBuffer read = ByteBuffer.allocate(10);
            ByteChannel second = source.channel(pair.second());
            assertThat(second.read(read)).isEqualTo(4);
            assertThat(new String(read.array(), 0, 4, US_ASCII)).isEqualTo("text");
            assertThat(second.read(read)).isEqualTo(-1);
        }
    }

    /** Some programs pass descriptors that do not block: reading waits for bytes, and writing for the other side. */
    @Test
    void aDescriptorThatDoesNotBlockIsWaitedFor() throws Exception {
        try (SocketPair pair = source.pair()) {
            ByteChannel first = notBlocking(pair.first());
            ByteChannel second = notBlocking(pair.second());
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readToTheEnd(second));

            ByteBuffer bytes = ByteBuffer.allocate(MUCH);
            while (bytes.hasRemaining()) {
                first.write(bytes);
            }
            first.close();
            assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(MUCH);
        }
    }

    @Test
    void aClosedDescriptorIsNotUsed() throws IOException {
        SocketPair pair = source.pair();
        ByteChannel channel = source.channel(pair.first());
        pair.close();

        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> source.channel(pair.second())).isInstanceOf(ClosedChannelException.class);
    }

    private ByteChannel notBlocking(FileDescriptor descriptor) throws IOException {
        assertThat(Libc.fcntl(descriptor.number(), F_SETFL, O_NONBLOCK)).isZero();
        return source.channel(descriptor);
    }

    private static int readToTheEnd(ByteChannel channel) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            int all = 0;
            for (int count = channel.read(bytes); count >= 0; count = channel.read(bytes.clear())) {
                all += count;
            }
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
