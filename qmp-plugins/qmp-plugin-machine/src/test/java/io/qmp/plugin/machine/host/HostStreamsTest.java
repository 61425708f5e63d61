package io.qmp.plugin.machine.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final HostStream ABSENT = () -> {
        throw new IOException("it is absent");
    };

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);

    @Test
    void aStreamToWriteThatCannotBeOpenedFailsOnTheLoop() throws Exception {
        assertFailsOnTheLoop(new StreamWriter("test", loop).open(ABSENT));
    }

    @Test
    void aStreamToReadThatCannotBeOpenedFailsOnTheLoop() throws Exception {
        assertFailsOnTheLoop(new StreamReader("test", loop).read(ABSENT, new StreamReader.Listener() {
            @Override
            public void received(ByteBuffer bytes) {}

            @Override
            public void ended(@Nullable IOException failure) {}
        }));
    }

    private void assertFailsOnTheLoop(CompletionStage<?> stage) throws InterruptedException {
        CompletableFuture<?> opened = stage.toCompletableFuture();
        assertThat(loop.awaitTask(PATIENCE)).isTrue();
        assertThat(opened).isNotDone();

        loop.runPending();

        assertThat(opened).isCompletedExceptionally();
    }
}
