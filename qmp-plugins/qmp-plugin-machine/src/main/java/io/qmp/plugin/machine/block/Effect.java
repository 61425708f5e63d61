package io.qmp.plugin.machine.block;

/**
 * The effect of an action within a transaction, which is then committed or aborted, once.
 *
 * @param commit completes it; cannot fail
 * @param abort undoes it
 * @param clean follows when all actions are committed
 */
record Effect(Runnable commit, Runnable abort, Runnable clean) {
    Effect(Runnable commit, Runnable abort) {
        this(commit, abort, () -> {});
    }

    /** The effect of an action that is complete, with what undoes it. */
    static Effect undoneBy(Runnable abort) {
        return new Effect(() -> {}, abort);
    }
}
