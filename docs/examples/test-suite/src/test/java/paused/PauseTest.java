package paused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Nothing waits here: time passes when the test says so. */
@FakeQemuTest(schema = "10.0", virtualTime = true)
class PauseTest {
    private static QmpClient connect(FakeQemu qemu) {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        return connecting.join();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    @Test
    void stopsAndResumes(FakeQemu qemu) {
        qemu.expect("query-status").returns("{'status': 'running', 'running': true}");
        qemu.expect("stop").emits("STOP").returns();
        qemu.expect("cont").emits("RESUME").returns();
        CompletableFuture<Void> work = new CompletableFuture<>();

        CompletableFuture<Void> paused = new Pause(connect(qemu)).during(() -> work);
        qemu.advance(Duration.ZERO);
        assertFalse(paused.isDone());
        work.complete(null);
        qemu.advance(Duration.ZERO);

        assertTrue(paused.isDone());
    }

    @Test
    void resumesAlsoAfterAFailure(FakeQemu qemu) {
        qemu.expect("query-status").returns("{'status': 'running', 'running': true}");
        qemu.expect("stop").returns();
        qemu.expect("cont").returns();

        CompletableFuture<Void> paused = new Pause(connect(qemu))
                .during(() -> CompletableFuture.failedFuture(new IllegalStateException("disk full")));
        qemu.advance(Duration.ZERO);

        assertEquals("disk full", failure(paused).getMessage());
    }

    @Test
    void doesNotResumeAMachineThatDidNotRun(FakeQemu qemu) {
        qemu.expect("query-status").returns("{'status': 'paused', 'running': false}");

        CompletableFuture<Void> paused =
                new Pause(connect(qemu)).during(() -> CompletableFuture.completedFuture(null));
        qemu.advance(Duration.ZERO);

        assertTrue(paused.isDone());
    }

    @Test
    void failsIfQemuDoesNotAnswer(FakeQemu qemu) {
        qemu.expect("query-status").returns("{'status': 'running', 'running': true}");
        qemu.faults().reply("query-status").never();

        CompletableFuture<Void> paused =
                new Pause(connect(qemu)).during(() -> CompletableFuture.completedFuture(null));
        qemu.advance(Duration.ofHours(1));

        assertEquals(CommandTimeoutException.class, failure(paused).getClass());
    }

    @Test
    void failsIfTheConnectionIsLost(FakeQemu qemu) {
        qemu.expect("query-status").returns("{'status': 'running', 'running': true}");
        qemu.faults().reply("query-status").cutAfter(10);

        CompletableFuture<Void> paused =
                new Pause(connect(qemu)).during(() -> CompletableFuture.completedFuture(null));
        qemu.advance(Duration.ZERO);

        assertEquals(ConnectionLostException.class, failure(paused).getClass());
    }
}
