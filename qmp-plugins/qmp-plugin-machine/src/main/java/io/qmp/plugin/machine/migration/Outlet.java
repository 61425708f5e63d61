package io.qmp.plugin.machine.migration;

import io.qmp.api.type.Nothing;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Takes the stream of a migration. All on the server's loop, which it never blocks. */
interface Outlet {
    /** Is called when the state of the stream changes: on the loop, in a later turn than the call that causes it. */
    interface Listener {
        /** The other end has looked at the beginning of the stream and takes the rest, or will never say so. */
        void ready();

        /**
         * The stream cannot be written any more; the outlet is closed. Not called after {@link Outlet#abort()}.
         *
         * @param reason why, for people
         */
        void failed(String reason);
    }

    /**
     * Takes bytes.
     *
     * @param bytes the outlet's from now on
     */
    void write(ByteBuffer bytes);

    /** {@return completes on the loop when all bytes have gone and it is closed} If that fails, the listener knows. */
    CompletionStage<Nothing> end();

    /** Closes it at once; the stream remains incomplete. */
    void abort();
}
