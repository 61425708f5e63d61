package io.qmp.plugin.machine.run;

/** Receives changes of the run state. Called on the server's loop. */
public interface RunStateListener {
    /** The machine has entered a run state. */
    default void runStateChanged() {}

    /** The machine was reset. */
    default void reset() {}

    /** The power button was pressed. */
    default void powerButtonPressed() {}
}
