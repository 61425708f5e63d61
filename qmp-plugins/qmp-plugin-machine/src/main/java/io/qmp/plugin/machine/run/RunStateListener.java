package io.qmp.plugin.machine.run;

/** Receives changes of the run state. Called on the server's loop. */
public interface RunStateListener {
    /** The machine has entered a run state. */
    default void runStateChanged() {}

    /** The guest is about to power off, or to start anew: what it runs ends. */
    default void poweringOff() {}

    /** The machine is about to be reset; clients do not know it yet. */
    default void resetting() {}

    /** The machine was reset. */
    default void reset() {}

    /** The power button was pressed. */
    default void powerButtonPressed() {}
}
