package io.qmp.client.command;

import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The threads that wait for one command. */
final class Waiters {
    private final Future<?> command;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();

    Waiters(Future<?> command) {
        this.command = command;
    }

    /** Waits until the command is done; an interrupt is kept for later. */
    void await() {
        lock.lock();
        try {
            while (!command.isDone()) {
                done.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the command is done, or the time is over. */
    void await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!command.isDone() && left > 0) {
                left = done.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The command is done: wakes all threads. */
    void wake() {
        lock.lock();
        try {
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
