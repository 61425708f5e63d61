package io.qmp.plugin.machine.run;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.ResumeEvent;
import io.qmp.plugin.qemu.type.RunState;
import java.util.function.Consumer;

/**
 * A run state: the next state of each request, and the events in between. The default methods are for states with
 * stopped virtual CPUs; the other states override them.
 */
sealed interface State
        permits NotStopped,
                InMigrate,
                FinishMigrate,
                PostMigrate,
                Paused,
                Prelaunch,
                Shutdown,
                GuestPanicked,
                IoError,
                RestoreVm,
                WatchdogExpired {

    /** {@return its name on the wire} */
    RunState runState();

    /** Stops the virtual CPUs, if they run. */
    default State stop(State next, Consumer<EventData> events) {
        return this;
    }

    /** Lets the virtual CPUs run on. */
    default State cont(Consumer<EventData> events) {
        events.accept(new ResumeEvent());
        return new Running();
    }

    /** The machine has been reset. */
    default State reset() {
        return new Prelaunch();
    }

    /** Wakes the guest up. */
    default State wakeUp(Consumer<EventData> events) {
        throw CommandFailedException.generic("Unable to wake up: guest is not in suspended state");
    }
}
