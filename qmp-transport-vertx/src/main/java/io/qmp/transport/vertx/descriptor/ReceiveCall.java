package io.qmp.transport.vertx.descriptor;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.qmp.api.Loggers;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code recvmsg} of the C library, which each unix socket needs for its first message. JNA has two ways to call it: a
 * function object is ready at once, and binding {@link Libc} takes as long as a tenth of a server's start, but makes
 * each call a microsecond faster. So the first calls are made by the object, and then {@link Libc} is bound beside
 * them. On any thread.
 */
final class ReceiveCall {
    /** How many calls are made before; a command takes one. */
    private static final int CALLS_BEFORE = 100;

    static final ReceiveCall OF_THE_PROCESS = new ReceiveCall(CALLS_BEFORE, ReceiveCall::runOnNewThread);

    private final Function function = NativeLibrary.getProcess().getFunction("recvmsg");
    private final AtomicInteger callsBefore;
    private final Executor binder;
    private volatile boolean bound;

    /**
     * Finds the function; may block.
     *
     * @param callsBefore with which call binding begins
     * @param binder binds, and may block meanwhile
     */
    ReceiveCall(int callsBefore, Executor binder) {
        this.callsBefore = new AtomicInteger(callsBefore);
        this.binder = binder;
    }

    /** {@return how many bytes there are; less than zero if the call failed, and {@link #error} says why} */
    long recvmsg(int socket, long header, int flags) {
        if (bound) {
            return Libc.recvmsg(socket, header, flags);
        }
        if (callsBefore.decrementAndGet() == 0) {
            binder.execute(this::bind);
        }
        return function.invokeLong(new Object[] {socket, header, flags});
    }

    /** {@return why the call before failed, on this thread} */
    static int error() {
        return Native.getLastError();
    }

    /** {@return whether calls are made by {@link Libc} now} */
    boolean isBound() {
        return bound;
    }

    private void bind() {
        try {
            Libc.error();
            bound = true;
        } catch (LinkageError e) {
            Loggers.named(ReceiveCall.class.getName()).log(Level.DEBUG, "JNA cannot bind the C library", e);
        }
    }

    private static void runOnNewThread(Runnable task) {
        Thread thread = new Thread(task, "qmp-bind-native");
        thread.setDaemon(true);
        thread.start();
    }
}
