package manager;

import io.qmp.api.message.Event;
import io.qmp.api.wire.EventLoop;
import io.qmp.client.QmpClient;
import io.qmp.plugin.qemu.command.BlockdevDel;
import io.qmp.plugin.qemu.command.Cont;
import io.qmp.plugin.qemu.command.DeviceDel;
import io.qmp.plugin.qemu.command.QueryStatus;
import io.qmp.plugin.qemu.command.Quit;
import io.qmp.plugin.qemu.command.Stop;
import io.qmp.plugin.qemu.command.SystemPowerdown;
import io.qmp.plugin.qemu.type.StatusInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Manages one virtual machine of QEMU: its state, its disks and its end.
 *
 * <p>Methods may be called on any thread. Futures complete on the loop of the client, where nothing may block; they
 * fail as the commands of the client do.
 */
public final class VmManager implements AutoCloseable {
    private static final String DEVICE_DELETED = "DEVICE_DELETED";
    private static final String GUEST_PANICKED = "GUEST_PANICKED";

    private final QmpClient client;
    /** Completed by the events that say so, by the names of the devices. */
    private final Map<String, CompletableFuture<Void>> detached = new ConcurrentHashMap<>();

    private volatile Optional<String> panic = Optional.empty();

    private VmManager(QmpClient client) {
        this.client = client;
        client.listen(event -> true, this::heard);
    }

    /**
     * Manages the machine that a client is connected to.
     *
     * @param connecting the client, which is closed with the manager
     * @return completes when the client is connected
     */
    public static CompletableFuture<VmManager> over(CompletableFuture<QmpClient> connecting) {
        return connecting.thenApply(VmManager::new);
    }

    private void heard(Event event) {
        if (event.name().equals(DEVICE_DELETED)) {
            event.data().string("device").map(detached::remove).ifPresent(waiting -> waiting.complete(null));
        } else if (event.name().equals(GUEST_PANICKED)) {
            panic = event.data().string("action").or(() -> Optional.of("unknown"));
        }
    }

    /** {@return completes with whether the machine runs} */
    public CompletableFuture<Boolean> isRunning() {
        return client.execute(new QueryStatus()).thenApply(StatusInfo::running);
    }

    /** {@return what QEMU did when the guest panicked; empty if it has not} */
    public Optional<String> panic() {
        return panic;
    }

    /** Stops the machine, unless it does not run. */
    public CompletableFuture<Void> pause() {
        return isRunning().thenCompose(running -> running ? done(client.execute(new Stop())) : done());
    }

    /** Lets the machine run, unless it does. */
    public CompletableFuture<Void> resume() {
        return isRunning().thenCompose(running -> running ? done() : done(client.execute(new Cont())));
    }

    /**
     * Attaches a disk.
     *
     * @param disk the disk
     * @return completes when the guest can see it; if it fails, nothing is left of the disk in QEMU
     */
    public CompletableFuture<Void> attach(Disk disk) {
        return client.execute("blockdev-add", disk.blockdev())
                .thenCompose(added -> client.execute("device_add", disk.device())
                        .handle((device, failure) -> failure == null ? done() : takeBack(disk, failure))
                        .thenCompose(Function.identity()));
    }

    /** Removes the node of a disk whose device was refused, and fails as that did. */
    private CompletableFuture<Void> takeBack(Disk disk, Throwable failure) {
        return client.execute(new BlockdevDel(disk.node()))
                .handle((removed, another) -> {
                    if (another != null) {
                        failure.addSuppressed(another);
                    }
                    return CompletableFuture.<Void>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    /**
     * Detaches a disk. The guest has to let it go.
     *
     * @param disk the disk
     * @param patience how long the guest may take
     * @return completes when it is gone; fails with {@link TimeoutException} if the guest keeps it
     */
    public CompletableFuture<Void> detach(Disk disk, Duration patience) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        detached.put(disk.id(), gone);
        // Registered before the command is sent: the event may come before the reply.
        return client.execute(new DeviceDel(disk.id()))
                .thenCompose(asked -> within(patience, gone, "the guest keeps " + disk.id()))
                .thenCompose(event -> done(client.execute(new BlockdevDel(disk.node()))))
                .whenComplete((done, failure) -> detached.remove(disk.id()));
    }

    /**
     * Ends the machine: asks the guest to power down, and ends QEMU if it does not.
     *
     * @param patience how long the guest may take
     * @return completes when QEMU has ended
     */
    public CompletableFuture<Void> shutDown(Duration patience) {
        CompletableFuture<Void> ended = client.closed();
        client.execute(new SystemPowerdown())
                .thenCompose(asked -> within(patience, ended, "the guest does not power down"))
                .exceptionally(failure -> {
                    client.execute(new Quit());
                    return null;
                });
        return ended;
    }

    /** {@return a stage that fails if it takes too long, by the time of the client} */
    private CompletableFuture<Void> within(Duration patience, CompletionStage<Void> stage, String otherwise) {
        CompletableFuture<Void> limited = new CompletableFuture<>();
        EventLoop.Timer timer = client.loop()
                .schedule(patience, () -> limited.completeExceptionally(new TimeoutException(otherwise)));
        stage.whenComplete((result, failure) -> {
            timer.cancel();
            if (failure == null) {
                limited.complete(null);
            } else {
                limited.completeExceptionally(failure);
            }
        });
        return limited;
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<Void> done(CompletableFuture<?> command) {
        return command.thenApply(result -> null);
    }

    /** Ends the connection; the machine runs on. */
    @Override
    public void close() {
        client.close();
    }
}
