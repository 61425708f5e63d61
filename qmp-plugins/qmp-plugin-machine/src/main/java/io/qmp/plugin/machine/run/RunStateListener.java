package io.qmp.plugin.machine.run;

/** What the machine's other parts notice of it. Called on the server's loop. */
public interface RunStateListener {
    /** The machine has entered a run state. */
    default void runStateChanged() {}

    /** The machine was reset. */
    default void reset() {}

    /** The power button was pressed. */
    default void powerButtonPressed() {}
}
