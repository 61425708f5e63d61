package io.qmp.plugin.machine.block;

/**
 * What an action of a transaction has done so far. One of the two is called, once.
 *
 * @param commit does what is left to do; cannot fail
 * @param abort undoes it
 */
record Effect(Runnable commit, Runnable abort) {
    /** Of an action that has done all. */
    static Effect undoneBy(Runnable abort) {
        return new Effect(() -> {}, abort);
    }
}
