package io.qmp.plugin.machine.run;

import io.qmp.api.Loggers;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.config.Actions;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.qemu.event.BlockIoErrorEvent;
import io.qmp.plugin.qemu.event.GuestPanickedEvent;
import io.qmp.plugin.qemu.event.PowerdownEvent;
import io.qmp.plugin.qemu.event.ResetEvent;
import io.qmp.plugin.qemu.event.ResumeEvent;
import io.qmp.plugin.qemu.event.ShutdownEvent;
import io.qmp.plugin.qemu.event.SuspendEvent;
import io.qmp.plugin.qemu.event.WatchdogEvent;
import io.qmp.plugin.qemu.type.BlockErrorAction;
import io.qmp.plugin.qemu.type.GuestPanicAction;
import io.qmp.plugin.qemu.type.GuestPanicInformation;
import io.qmp.plugin.qemu.type.PanicAction;
import io.qmp.plugin.qemu.type.RebootAction;
import io.qmp.plugin.qemu.type.RunState;
import io.qmp.plugin.qemu.type.ShutdownAction;
import io.qmp.plugin.qemu.type.StatusInfo;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The run state of the machine: performs requests of clients, guest and host, with the {@link State} and the events
 * that follow from each. On the server's loop only.
 */
public final class Machine {
    private static final System.Logger LOG = Loggers.named("io.qmp.plugin.machine");

    private final ServerContext server;
    private final Set<RunStateListener> listeners = new LinkedHashSet<>();
    private final Behaviour behaviour;
    private Actions actions;
    private State state;
    private StatusInfo status;
    private volatile boolean failed;

    /**
     * Makes a machine.
     *
     * @param server emits the events, and is shut down with the machine
     * @param config what the machine does after actions of the guest, and whether it starts by itself
     */
    public Machine(ServerContext server, MachineConfig config) {
        this.server = server;
        this.behaviour = Behaviour.of(server.version().qemu());
        this.actions = config.actions();
        this.state = initial(config);
        this.status = statusOf(state.runState());
    }

    private static State initial(MachineConfig config) {
        if (config.incoming()) {
            return new InMigrate(!config.startStopped());
        }
        return config.startStopped() || config.preconfig() ? new Prelaunch() : new Running();
    }

    /** Adds a listener. */
    public void listen(RunStateListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void ignore(RunStateListener listener) {
        listeners.remove(listener);
    }

    private void tell(Consumer<RunStateListener> event) {
        List.copyOf(listeners).forEach(event); // a listener may remove itself or others
    }

    /** {@return the present state, the same one until it changes: clients ask for it again and again} */
    public StatusInfo status() {
        if (!status.status().is(state.runState())) {
            status = statusOf(state.runState());
        }
        return status;
    }

    private static StatusInfo statusOf(RunState state) {
        return StatusInfo.builder(state == RunState.RUNNING, state)
                .singlestep(false)
                .build();
    }

    /** {@return whether the virtual CPUs run} */
    public boolean isRunning() {
        return state.runState() == RunState.RUNNING;
    }

    /** Changes what follows from what the guest does. */
    public void change(UnaryOperator<Actions> change) {
        actions = change.apply(actions);
    }

    /** Stops the virtual CPUs. */
    public void stop() {
        enter(state.stop(new Paused(state), server::emit));
    }

    /** Stops the virtual CPUs for a snapshot that is loaded. */
    public void stopToRestore() {
        enter(state.stop(new RestoreVm(), server::emit));
    }

    /** Lets the virtual CPUs run on. */
    public void cont() {
        enter(state.cont(server::emit));
    }

    /** Presses the power button. */
    public void pressPowerButton() {
        server.emit(new PowerdownEvent());
        tell(RunStateListener::powerButtonPressed);
    }

    /** Wakes a suspended guest up. */
    public void wakeUp() {
        enter(state.wakeUp(server::emit));
    }

    /** Resets the machine, or shuts it down if that is what a reset does. */
    public void reset(ShutdownCause cause) {
        if (actions.reboot() == RebootAction.SHUTDOWN) {
            shutDown(cause);
        } else {
            tell(RunStateListener::resetting);
            server.emit(new ResetEvent(cause.isGuest(), reason(cause)));
            enter(state.reset());
            tell(RunStateListener::reset);
        }
    }

    /** Shuts the machine down: the server ends with it, unless {@code -no-shutdown} is set. */
    public void shutDown(ShutdownCause cause) {
        if (cause == ShutdownCause.GUEST_SHUTDOWN || cause == ShutdownCause.GUEST_RESET) {
            tell(RunStateListener::poweringOff);
        }
        if (actions.shutdown() == ShutdownAction.PAUSE) {
            server.emit(new ShutdownEvent(cause.isGuest(), reason(cause)));
            enter(state.stop(new Shutdown(), server::emit));
        } else {
            server.shutdown(cause);
        }
    }

    /** The guest goes to sleep. */
    public void suspend() {
        server.emit(new SuspendEvent());
        enter(new Suspended(behaviour.sleeperIsStopped()));
    }

    /**
     * The guest panics.
     *
     * @param info the guest's information about the cause, if any
     */
    public void panic(@Nullable GuestPanicInformation info) {
        GuestPanicAction action = panicAction();
        server.emit(new GuestPanickedEvent(Open.of(action), info));
        if (action != GuestPanicAction.RUN) {
            enter(state.stop(new GuestPanicked(), server::emit));
        }
        if (action == GuestPanicAction.POWEROFF) {
            shutDown(ShutdownCause.GUEST_PANIC);
        }
    }

    private GuestPanicAction panicAction() {
        return switch (actions.panic()) {
            case NONE -> GuestPanicAction.RUN;
            case PAUSE -> GuestPanicAction.PAUSE;
            case EXIT_FAILURE -> GuestPanicAction.POWEROFF;
            case SHUTDOWN ->
                actions.shutdown() == ShutdownAction.PAUSE ? GuestPanicAction.PAUSE : GuestPanicAction.POWEROFF;
        };
    }

    /** The guest's watchdog expires. */
    public void expireWatchdog() {
        server.emit(new WatchdogEvent(Open.of(actions.watchdog())));
        switch (actions.watchdog()) {
            case RESET -> reset(ShutdownCause.GUEST_RESET);
            case SHUTDOWN -> pressPowerButton();
            case POWEROFF -> server.shutdown(ShutdownCause.NONE);
            case PAUSE -> enter(state.stop(new WatchdogExpired(), server::emit));
            case DEBUG -> LOG.log(Level.INFO, "the watchdog of the guest has expired");
            case NONE, INJECT_NMI -> {}
        }
    }

    /** The machine stops for the last part of a migration. */
    public void finishMigration() {
        State before = state;
        State stopped = state.stop(new FinishMigrate(before), server::emit);
        enter(stopped instanceof FinishMigrate ? stopped : new FinishMigrate(before));
    }

    /** The migration is complete: the machine stays here, stopped. */
    public void migratedAway() {
        enter(new PostMigrate());
    }

    /** The migration has failed, or was cancelled: a machine that was stopped for it goes on. */
    public void migrationFailed() {
        if (state instanceof FinishMigrate stopped) {
            if (stopped.before() instanceof NotStopped) {
                server.emit(new ResumeEvent());
            }
            enter(stopped.before());
        }
    }

    /**
     * The machine has arrived by a migration: what ran runs on, unless it shall be stopped; what was stopped stays so.
     *
     * @param before the state of the machine that it comes from
     */
    public void migratedIn(RunState before) {
        boolean starts = state instanceof InMigrate waiting && waiting.startsAfterwards();
        if (before != RunState.RUNNING) {
            enter(stopped(before));
        } else if (starts) {
            enter(new Paused(new Running()).cont(server::emit));
        } else {
            enter(new Paused(new Running()));
        }
    }

    private State stopped(RunState before) {
        return switch (before) {
            case SUSPENDED -> new Suspended(behaviour.sleeperIsStopped());
            case PRELAUNCH -> new Prelaunch();
            case SHUTDOWN -> new Shutdown();
            case GUEST_PANICKED -> new GuestPanicked();
            case IO_ERROR -> new IoError();
            case WATCHDOG -> new WatchdogExpired();
            case POSTMIGRATE -> new PostMigrate();
            default -> new Paused(new Running());
        };
    }

    /** The program has to end with the status of a failure. */
    public void fail() {
        failed = true;
        server.shutdown(ShutdownCause.NONE);
    }

    /** An access to a block device has failed. */
    public void blockError(BlockIoErrorEvent error) {
        server.emit(error);
        if (error.action().is(BlockErrorAction.STOP)) {
            enter(state.stop(new IoError(), server::emit));
        }
    }

    /** The server ends, and the machine with it. */
    public void end(ShutdownCause cause) {
        failed |= cause == ShutdownCause.GUEST_PANIC && actions.panic() == PanicAction.EXIT_FAILURE;
        if (cause != ShutdownCause.NONE) {
            server.emit(new ShutdownEvent(cause.isGuest(), reason(cause)));
        }
    }

    /** {@return whether the machine has ended by a panic that counts as a failure} On any thread. */
    public boolean hasFailed() {
        return failed;
    }

    /** {@return a cause in QEMU's words, which the server's are, too} */
    private static Open<io.qmp.plugin.qemu.type.ShutdownCause> reason(ShutdownCause cause) {
        return Open.of(io.qmp.plugin.qemu.type.ShutdownCause.valueOf(cause.name()));
    }

    private void enter(State next) {
        // Classes first: the JDK makes the equality of records when it is first needed, which takes some 15 ms.
        if (next.getClass() != state.getClass() || !next.equals(state)) {
            state = next;
            tell(RunStateListener::runStateChanged);
        }
    }
}
