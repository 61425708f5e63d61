package io.qmp.plugin.machine.migration;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.api.wire.EventLoop;
import io.qmp.plugin.machine.version.MigrationStyle;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationInfo;
import io.qmp.plugin.qemu.type.MigrationStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One migration from here, from its beginning to its end. The memory goes piece by piece, as the bandwidth and the
 * configured rate allow; then the machine is stopped, and the rest follows. On the server's loop only.
 */
final class Outgoing implements Outlet.Listener {
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final long SLICES_A_SECOND = 10;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final EventLoop.Timer NONE = () -> {};
    private static final Set<MigrationStatus> ENDS =
            EnumSet.of(MigrationStatus.COMPLETED, MigrationStatus.FAILED, MigrationStatus.CANCELLED);

    private final Surroundings around;
    private final MigrationStyle style;
    private final Statistics statistics;
    private final long begun;
    private MigrationStatus status = MigrationStatus.SETUP;
    private Optional<Outlet> outlet = Optional.empty();
    private EventLoop.Timer timer = NONE;
    private @Nullable String error;
    private @Nullable MachineState source;
    private long setupTime;
    private long totalTime;
    private long stopped;
    private long downtime;

    Outgoing(Surroundings around, Statistics statistics) {
        this.around = around;
        this.style = around.style();
        this.statistics = statistics;
        this.begun = now();
        around.report(status);
    }

    private long now() {
        return around.timers().nanoTime() / NANOS_PER_MILLI;
    }

    MigrationStatus status() {
        return status;
    }

    /** {@return whether it goes on} */
    boolean isRunning() {
        return !ENDS.contains(status);
    }

    /** {@return whether it has nowhere to go to yet} */
    boolean isConnecting() {
        return status == MigrationStatus.SETUP;
    }

    private void to(MigrationStatus next) {
        status = next;
        around.report(next);
    }

    /** It has somewhere to go to: begins. An outlet that comes too late is closed. */
    void begin(Outlet opened) {
        if (status != MigrationStatus.SETUP) {
            opened.abort();
            return;
        }
        outlet = Optional.of(opened);
        setupTime = now() - begun;
        statistics.passes(1);
        style.passes().before().forEach(around::reportPass);
        to(MigrationStatus.ACTIVE);
        opened.write(MigrationStream.beginning(around.state()));
    }

    @Override
    public void ready() {
        if (status == MigrationStatus.ACTIVE) {
            next(around.hasRate());
        }
    }

    /** Sends a piece, or waits first for the time that it takes. */
    private void next(boolean waits) {
        long bytes = Math.max(1, around.bytesPerSecond() / SLICES_A_SECOND);
        long pages = statistics.pagesIn(bytes);
        if (waits) {
            timer = around.timers().schedule(time(pages), () -> send(pages));
        } else {
            send(pages);
        }
    }

    private Duration time(long pages) {
        long bytes = statistics.bytes(pages);
        Duration time = Duration.ofNanos((long) (bytes * 1e9 / around.bytesPerSecond()));
        return time.compareTo(SLICE) < 0 && statistics.remaining() > pages ? SLICE : time;
    }

    private void send(long pages) {
        statistics.sent(pages);
        Duration taken = time(pages);
        write(MigrationStream.part(pages));
        if (statistics.remaining() == 0) {
            stopMachine();
        } else if (around.hasRate()) {
            next(true);
        } else {
            timer = around.timers().schedule(taken, () -> next(false));
        }
    }

    private void write(ByteBuffer bytes) {
        outlet.ifPresent(open -> open.write(bytes));
    }

    private void stopMachine() {
        timer = NONE;
        style.passes().middle().forEach(pass -> {
            statistics.passes(pass);
            around.reportPass(pass);
        });
        source = around.state();
        stopped = now();
        around.machine().finishMigration();
        if (around.settings().has(MigrationCapability.PAUSE_BEFORE_SWITCHOVER)) {
            to(MigrationStatus.PRE_SWITCHOVER);
        } else {
            if (style.hasDeviceState()) {
                to(MigrationStatus.DEVICE);
            }
            finish();
        }
    }

    /** A client lets it go on that has been asked. */
    void goOn(MigrationStatus expected) {
        if (status != expected) {
            throw CommandFailedException.generic("Migration not in expected state: " + named(status));
        }
        if (status != MigrationStatus.PRE_SWITCHOVER) {
            return;
        }
        around.later(() -> {
            if (status == MigrationStatus.PRE_SWITCHOVER) {
                to(MigrationStatus.DEVICE);
                finish();
            }
        });
    }

    static String named(MigrationStatus status) {
        return Open.of(status).toString();
    }

    private void finish() {
        Optional<String> refusal = style.notInactive();
        if (refusal.isEmpty()) {
            lastPass();
        }
        if (!around.nodes().inactivateAll()) {
            fail(refusal);
            return;
        }
        if (refusal.isPresent()) {
            lastPass();
        }
        MachineState last = source;
        Outlet open = outlet.orElseThrow();
        if (last != null) {
            open.write(MigrationStream.end(last));
        }
        open.end().thenRun(() -> {
            if (isRunning() && status != MigrationStatus.CANCELLING) {
                outlet = Optional.empty();
                totalTime = now() - begun;
                downtime = now() - stopped;
                around.machine().migratedAway();
                to(MigrationStatus.COMPLETED);
            }
        });
    }

    private void lastPass() {
        statistics.passes(style.passes().count());
        style.passes().last().forEach(around::reportPass);
    }

    @Override
    public void failed(String reason) {
        if (isRunning() && status != MigrationStatus.CANCELLING) {
            fail(Optional.of(reason));
        }
    }

    /** It ends, and the machine goes on here. */
    void fail(Optional<String> reason) {
        error = reason.orElse(null);
        giveUp();
        if (style.isFailing()) {
            to(MigrationStatus.FAILING);
            around.machine().migrationFailed();
        }
        to(MigrationStatus.FAILED);
        around.machine().migrationFailed();
    }

    private void giveUp() {
        if (stopped > 0) {
            around.nodes().activateAll();
        }
        timer.cancel();
        timer = NONE;
        outlet.ifPresent(Outlet::abort);
        outlet = Optional.empty();
    }

    /** A client does not want it any more. It has ended in a later turn. */
    void cancel() {
        if (!isRunning() || status == MigrationStatus.CANCELLING) {
            return;
        }
        giveUp();
        if (status == MigrationStatus.PRE_SWITCHOVER) {
            error = style.interrupted().orElse(null);
        }
        to(MigrationStatus.CANCELLING);
        around.later(() -> {
            around.machine().migrationFailed();
            to(MigrationStatus.CANCELLED);
        });
    }

    /** Closes what is open, without a word: the server has ended. */
    void close() {
        giveUp();
    }

    /** {@return what a query says of it} */
    MigrationInfo describe() {
        MigrationInfo.Builder info = MigrationInfo.builder().status(status);
        if (error != null) {
            info.errorDesc(error);
        }
        if (status == MigrationStatus.COMPLETED) {
            info.setupTime(setupTime).totalTime(totalTime).downtime(downtime).ram(statistics.describe(totalTime));
        } else if (isRunning() && status != MigrationStatus.SETUP) {
            long time = now() - begun;
            info.setupTime(setupTime)
                    .totalTime(time)
                    .expectedDowntime(around.downtimeLimit())
                    .ram(statistics.describe(time))
                    .remaining(statistics.remainingBytes());
        }
        return info.build();
    }
}
