package io.qmp.transcript;

import io.qmp.api.Experimental;

/**
 * The ways in which a replay finds the answer to a command.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum ReplayMode {
    /** Commands come in the order of the transcript, each once. Where requests are not known, any command will do. */
    STRICT,
    /**
     * Commands come in any order. The first time a command comes with the same arguments, it is answered as the first
     * time in the transcript, and so on; the last answer is repeated.
     */
    LOOSE,
    /** As {@link #LOOSE}; a command that the transcript does not answer is answered by another server, the peer. */
    SPY,
    /**
     * The peer answers all commands, and replies that differ from those of the transcript, found as in {@link #LOOSE},
     * are reported: what changes with another version of QEMU?
     */
    DIFF;

    /** {@return whether it needs a peer} */
    public boolean needsPeer() {
        return this == SPY || this == DIFF;
    }
}
