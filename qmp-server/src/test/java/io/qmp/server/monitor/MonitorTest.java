package io.qmp.server.monitor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.wire.LocalConnection;
import io.qmp.api.wire.ManualEventLoop;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private final Monitor monitor = new Monitor("m0", "unix:m0", 1);
    private final CompletableFuture<Void> first = monitor.firstClient().toCompletableFuture();

    @Test
    void tellsOfTheFirstClient() {
        assertFalse(first.isDone());
        ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
        monitor.arrived(LocalConnection.open(loop, "client", "server").second());

        assertTrue(first.isDone());
        monitor.close();
        first.join();
    }

    @Test
    void tellsThatNoClientCame() {
        monitor.close();

        var failure = assertThrows(CompletionException.class, first::join);
        assertTrue(failure.getCause() instanceof WrongStateException);
    }
}
