package io.qmp.plugin.machine;

import io.qmp.api.Experimental;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.block.Operation;
import io.qmp.plugin.machine.block.Request;
import io.qmp.plugin.machine.door.RealTimeClock;
import io.qmp.plugin.machine.memory.BalloonDevice;
import io.qmp.plugin.machine.memory.BalloonDriver;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.PowerButton;
import io.qmp.plugin.machine.run.RunStateListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The simulated guest of the machine: performs the actions that its methods name. Clients see the effects in events
 * and queries, as with any guest.
 *
 * <p>Methods may be called on any thread. Their futures complete on the server's loop when the guest has done it,
 * and fail with a {@link CommandFailedException} if it cannot, because its virtual CPUs do not run or the machine
 * lacks the device. Once the server has ended, they throw {@code RejectedExecutionException}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Guest {
    private final ServerContext server;
    private final Machine machine;
    private final BlockDevices devices;
    private final Drivers drivers;
    private final RealTimeClock clock;

    /**
     * What reacts to the machine.
     *
     * @param balloon its driver of the balloon, while there is one
     * @param powerButton its reaction to the power button
     */
    record Drivers(Supplier<Optional<BalloonDriver>> balloon, PowerButton powerButton) {}

    /**
     * Makes a guest that does nothing but what its drivers do, unless a method is called.
     *
     * @param drivers what reacts to the machine
     * @param clock the machine's clock
     */
    Guest(ServerContext server, Machine machine, Drivers drivers, BlockDevices devices, RealTimeClock clock) {
        this.server = server;
        this.machine = machine;
        this.devices = devices;
        this.drivers = drivers;
        this.clock = clock;
    }

    /**
     * Changes the balloon at once, whatever {@code balloon} has set.
     *
     * @param bytes of memory that the guest is to have
     * @return completes when it is done
     */
    public CompletableFuture<Nothing> balloon(long bytes) {
        return act(() -> balloonDriver().device().resize(bytes));
    }

    /**
     * Brings the balloon to the size that {@code balloon} sets, from now on.
     *
     * @param bytesPerSecond bytes per second; 0 for not at all; at first as {@code --guest} says
     * @return completes when it is set; fails only if there is no balloon
     */
    public CompletableFuture<Nothing> balloonDriver(long bytesPerSecond) {
        return inLoop(() -> balloonDriver().rate(bytesPerSecond));
    }

    /**
     * Powers off when the power button is pressed, from now on.
     *
     * @param obey whether it does; at first as {@code --guest} says
     * @return completes when it is set; never fails
     */
    public CompletableFuture<Nothing> obeyPowerButton(boolean obey) {
        return inLoop(() -> drivers.powerButton().obey(obey));
    }

    /**
     * Powers off as the power button makes it do: in the time that {@code --guest} says.
     *
     * @return completes when it has begun
     */
    public CompletableFuture<Nothing> powerOff() {
        return act(drivers.powerButton()::powerOff);
    }

    /**
     * Sets what is called on the server's loop each time that the guest starts anew, after a reset. May be called more
     * than once.
     *
     * @param restarted is called
     */
    public void whenRestarted(Runnable restarted) {
        inLoop(() -> machine.listen(new RunStateListener() {
            @Override
            public void reset() {
                restarted.run();
            }
        }));
    }

    /** Powers off at once. */
    public CompletableFuture<Nothing> shutDown() {
        return act(() -> machine.shutDown(ShutdownCause.GUEST_SHUTDOWN));
    }

    /** Resets the machine. */
    public CompletableFuture<Nothing> reset() {
        return act(() -> machine.reset(ShutdownCause.GUEST_RESET));
    }

    /** Panics, without information about the cause. */
    public CompletableFuture<Nothing> panic() {
        return act(() -> machine.panic(null));
    }

    /** Suspends to RAM. */
    public CompletableFuture<Nothing> suspend() {
        return act(machine::suspend);
    }

    /** Wakes up, as by an alarm of its clock; fails unless it is suspended. */
    public CompletableFuture<Nothing> wakeUp() {
        return inLoop(machine::wakeUp);
    }

    /** Lets its watchdog expire. */
    public CompletableFuture<Nothing> expireWatchdog() {
        return act(machine::expireWatchdog);
    }

    /**
     * Sets its clock.
     *
     * @param offset by how many seconds it is ahead of the host's then
     * @return completes when it is done
     */
    public CompletableFuture<Nothing> setClock(long offset) {
        return act(() -> clock.set(offset));
    }

    /** {@return completes with the seconds by which the clock is ahead of the host's; never fails} */
    public CompletableFuture<Long> clockOffset() {
        return inLoop(() -> {}).thenApply(nothing -> clock.offset());
    }

    /**
     * Reads from a disk. An access that fails does not fail the future: it is counted, and may cause an event.
     *
     * @param nodeName the disk's block node
     * @param offset where, in bytes
     * @param bytes how much
     * @return completes when the disk has been asked
     */
    public CompletableFuture<Nothing> read(String nodeName, long offset, long bytes) {
        return submit(nodeName, new Request(Operation.READ, offset, bytes));
    }

    /**
     * Writes to a disk, as {@link #read} reads.
     *
     * @param nodeName the disk's block node
     * @param offset where, in bytes
     * @param bytes how much
     * @return completes when the disk has been asked
     */
    public CompletableFuture<Nothing> write(String nodeName, long offset, long bytes) {
        return submit(nodeName, new Request(Operation.WRITE, offset, bytes));
    }

    /**
     * Discards data of a disk, as {@link #read} reads them.
     *
     * @param nodeName the disk's block node
     * @param offset where, in bytes
     * @param bytes how much
     * @return completes when the disk has been asked
     */
    public CompletableFuture<Nothing> discard(String nodeName, long offset, long bytes) {
        return submit(nodeName, new Request(Operation.DISCARD, offset, bytes));
    }

    /**
     * Flushes a disk.
     *
     * @param nodeName the disk's block node
     * @return completes when the disk has been asked
     */
    public CompletableFuture<Nothing> flush(String nodeName) {
        return submit(nodeName, Request.FLUSH);
    }

    private BalloonDriver balloonDriver() {
        return drivers.balloon().get().orElseThrow(BalloonDevice::missing);
    }

    private CompletableFuture<Nothing> submit(String nodeName, Request request) {
        return act(() -> devices.submit(nodeName, request));
    }

    /** Performs an action that needs running virtual CPUs. */
    private CompletableFuture<Nothing> act(Runnable action) {
        return inLoop(() -> {
            if (!machine.isRunning()) {
                throw CommandFailedException.generic("The guest does not run");
            }
            action.run();
        });
    }

    private CompletableFuture<Nothing> inLoop(Runnable action) {
        CompletableFuture<Nothing> done = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                action.run();
                done.complete(Nothing.NOTHING);
            } catch (CommandFailedException e) {
                done.completeExceptionally(e);
            }
        };
        if (server.loop().inLoop()) {
            task.run();
        } else {
            server.loop().execute(task);
        }
        return done;
    }
}
