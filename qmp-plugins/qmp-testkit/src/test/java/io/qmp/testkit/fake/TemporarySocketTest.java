package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.qmp.api.wire.UnixAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporarySocketTest {
    private final TemporarySocket socket = new TemporarySocket();
    private final Path path = UnixAddress.of(socket.address()).path();

    @Test
    void socketAndDirectoryStayAfterAStartUntilTheyAreRemoved() {
        String started = socket.keepIfStarted(() -> {
            TemporarySocket.leaveFile(path);
            return "started";
        });

        assertThat(started).isEqualTo("started");
        assertThat(path).exists();
        socket.remove();
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void aStartThatFailsLeavesNothingBehind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> socket.keepIfStarted(() -> {
                    TemporarySocket.leaveFile(path);
                    throw new IllegalStateException("a plugin failed");
                }));

        assertThat(path.getParent()).doesNotExist();
    }
}
