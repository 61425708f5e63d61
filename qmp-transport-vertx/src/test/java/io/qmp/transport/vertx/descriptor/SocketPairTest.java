package io.qmp.transport.vertx.descriptor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.transport.vertx.LinuxDescriptorSource;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SocketPairTest {
    private final DescriptorSource source = new LinuxDescriptorSource();

    @Test
    void whatOneEndSendsTheOtherReceives() throws Exception {
        try (SocketPair pair = source.pair()) {
            SocketMessages messages = new SocketMessages();
            int first = pair.first().number();
            assertThat(messages.send(first, ByteBuffer.wrap("x".getBytes(US_ASCII)), List.of(pair.first())))
                    .isEqualTo(1);
            assertThat(messages.read(pair.second().number(), 1)).isEqualTo(1);
            assertThat(messages.bytesRead().get(0)).isEqualTo((byte) 'x');
            List<FileDescriptor> passed = messages.takeDescriptors();
            assertThat(passed).hasSize(1);
            passed.forEach(FileDescriptor::close);
        }
    }

    @Test
    void closedEndIsTheEndOfTheOther() throws Exception {
        try (SocketPair pair = source.pair()) {
            pair.first().close();
            assertThat(new SocketMessages().read(pair.second().number(), 1)).isZero();
        }
    }

    @Test
    void closingItClosesBothEnds() throws Exception {
        SocketPair pair = source.pair();
        pair.close();
        pair.close();
        assertThat(pair.first().isOpen()).isFalse();
        assertThat(pair.second().isOpen()).isFalse();
    }

    @Test
    void sourceWithoutPairsSaysSo() {
        DescriptorSource other = new DescriptorSource() {
            @Override
            public FileDescriptor open(Path path, java.nio.file.OpenOption... options) {
                return adopt(0);
            }

            @Override
            public FileDescriptor duplicate(int number) {
                return adopt(number);
            }

            @Override
            public FileDescriptor adopt(int number) {
                return new FileDescriptor(number, closed -> {});
            }
        };
        assertThatThrownBy(other::pair)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageEndingWith("makes no socket pairs");
    }
}
