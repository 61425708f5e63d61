package manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.client.QmpClient;
import io.qmp.testkit.fake.FakeQemu;
import io.qmp.testkit.fake.FakeQemuTest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** In virtual time: nothing waits, and nothing depends on the speed of the machine. */
@FakeQemuTest(schema = "10.0", virtualTime = true)
class VmManagerTest {
    private static final Disk DISK = new Disk("d0", "/images/d0.qcow2");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static VmManager manager(FakeQemu qemu) {
        return now(qemu, VmManager.over(QmpClient.over(qemu.connection())));
    }

    /** {@return what a future has after all that can happen now has happened} */
    private static <T> T now(FakeQemu qemu, CompletableFuture<T> future) {
        qemu.advance(Duration.ZERO);
        assertTrue(future.isDone());
        return future.join();
    }

    private static Throwable failure(FakeQemu qemu, CompletableFuture<?> future) {
        return assertThrows(CompletionException.class, () -> now(qemu, future)).getCause();
    }

    @Test
    void pausesAMachineThatRuns(FakeQemu qemu) {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.expect("stop").emits("STOP").returns();

        now(qemu, manager(qemu).pause());
    }

    @Test
    void doesNotPauseAMachineThatIsPaused(FakeQemu qemu) {
        qemu.stub("query-status").returns("{'status': 'paused', 'running': false}");

        now(qemu, manager(qemu).pause());

        assertEquals("query-status", qemu.take().command());
        assertTrue(qemu.takeAll().isEmpty());
    }

    @Test
    void attachesADisk(FakeQemu qemu) {
        qemu.expect(
                "blockdev-add",
                "{'node-name': 'd0-node', 'driver': 'qcow2',"
                        + " 'file': {'driver': 'file', 'filename': '/images/d0.qcow2'}}");
        qemu.expect("device_add", "{'driver': 'virtio-blk-pci', 'id': 'd0', 'drive': 'd0-node'}");

        now(qemu, manager(qemu).attach(DISK));
    }

    @Test
    void leavesNothingOfADiskThatIsRefused(FakeQemu qemu) {
        qemu.expect("blockdev-add");
        qemu.expect("device_add").fails("Bus 'pci.0' does not support hotplugging");
        qemu.expect("blockdev-del", "{'node-name': 'd0-node'}");

        Throwable failure = failure(qemu, manager(qemu).attach(DISK));

        assertInstanceOf(CommandFailedException.class, failure);
    }

    @Test
    void detachesADiskWhenTheGuestLetsItGo(FakeQemu qemu) {
        qemu.expect("device_del", "{'id': 'd0'}");
        qemu.expect("blockdev-del", "{'node-name': 'd0-node'}");
        CompletableFuture<Void> detached = manager(qemu).detach(DISK, PATIENCE);
        qemu.advance(PATIENCE.minusSeconds(1));
        assertFalse(detached.isDone());

        qemu.emit("DEVICE_DELETED", "{'device': 'd0', 'path': '/machine/peripheral/d0'}");

        now(qemu, detached);
    }

    @Test
    void anEventMayComeBeforeTheReply(FakeQemu qemu) {
        qemu.expect("device_del")
                .emits("DEVICE_DELETED", "{'device': 'd0', 'path': '/machine/peripheral/d0'}")
                .returns();
        qemu.expect("blockdev-del");

        now(qemu, manager(qemu).detach(DISK, PATIENCE));
    }

    @Test
    void saysThatTheGuestKeepsADisk(FakeQemu qemu) {
        qemu.expect("device_del");
        CompletableFuture<Void> detached = manager(qemu).detach(DISK, PATIENCE);
        qemu.advance(PATIENCE);

        assertInstanceOf(TimeoutException.class, failure(qemu, detached));
    }

    @Test
    void endsQemuIfTheGuestDoesNotPowerDown(FakeQemu qemu) {
        qemu.expect("system_powerdown").emits("POWERDOWN");
        qemu.expect("quit").quits();
        CompletableFuture<Void> ended = manager(qemu).shutDown(PATIENCE);
        qemu.advance(PATIENCE.minusSeconds(1));
        assertFalse(ended.isDone());

        qemu.advance(Duration.ofSeconds(1));

        now(qemu, ended);
    }

    @Test
    void aGuestThatPowersDownEndsQemu(FakeQemu qemu) {
        qemu.expect("system_powerdown").quits();

        now(qemu, manager(qemu).shutDown(PATIENCE));
    }

    @Test
    void keepsWhatHappenedWhenTheGuestPanicked(FakeQemu qemu) {
        VmManager manager = manager(qemu);
        qemu.emit("GUEST_PANICKED", "{'action': 'pause'}");
        qemu.advance(Duration.ZERO);

        assertEquals(Optional.of("pause"), manager.panic());
    }

    @Test
    void saysThatTheConnectionIsLost(FakeQemu qemu) {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.faults().reply("query-status").cutAfter(10);

        assertInstanceOf(ConnectionLostException.class, failure(qemu, manager(qemu).isRunning()));
    }

    @Test
    void waitsForAReplyThatIsLate(FakeQemu qemu) {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.faults().reply("query-status").late(Duration.ofSeconds(5));
        CompletableFuture<Boolean> running = manager(qemu).isRunning();
        qemu.advance(Duration.ofSeconds(5));

        assertTrue(now(qemu, running));
    }

    @Test
    void takesStatesThatItDoesNotKnow(FakeQemu qemu) {
        qemu.stub("query-status").returns("{'status': 'running', 'running': true}");
        qemu.faults().reply("query-status").with("return.status", "'dreaming'").with("return.depth", "3");

        assertTrue(now(qemu, manager(qemu).isRunning()));
    }
}
