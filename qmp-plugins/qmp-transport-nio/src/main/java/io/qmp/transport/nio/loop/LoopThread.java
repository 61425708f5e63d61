package io.qmp.transport.nio.loop;

/**
 * The thread of a loop, which cannot be interrupted: the JDK would close each channel that is read or written by an
 * interrupted thread, and selecting would not wait any more.
 */
final class LoopThread extends Thread {
    LoopThread(Runnable loop, String name) {
        super(loop, name);
    }

    @Override
    public void interrupt() {
        // Nothing here blocks, so there is nothing to interrupt.
    }
}
