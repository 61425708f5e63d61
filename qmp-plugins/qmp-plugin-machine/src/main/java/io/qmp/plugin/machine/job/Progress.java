package io.qmp.plugin.machine.job;

/** How far a job is, in its own unit: bytes for block jobs. */
public final class Progress {
    private long done;
    private long total;

    /** {@return how much is done} */
    public long done() {
        return done;
    }

    /** {@return how much there is to do, with what is done} */
    public long total() {
        return total;
    }

    /** Some of what remained is done. */
    public void advance(long amount) {
        done += amount;
    }

    /** Changes how much remains. */
    public void remaining(long amount) {
        total = done + amount;
    }
}
