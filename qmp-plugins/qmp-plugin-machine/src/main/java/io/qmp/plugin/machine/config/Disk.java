package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import java.util.Optional;

/**
 * A disk of the machine.
 *
 * @param id its id, if it has one
 * @param node the name of the block node that it shows to the guest
 * @param onReadError what a failing read leads to
 * @param onWriteError what a failing write leads to
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Disk(Optional<String> id, String node, OnError onReadError, OnError onWriteError) {
    /** What a failing access leads to. */
    public enum OnError {
        /** The guest is told. */
        REPORT,
        /** The guest is not told. */
        IGNORE,
        /** The machine is stopped if the host has run out of space; otherwise the guest is told. */
        ENOSPC,
        /** The machine is stopped. */
        STOP,
        /** For reads {@link #REPORT}, for writes {@link #ENOSPC}. */
        AUTO
    }

    /** A disk that deals with errors in the usual way. */
    public Disk(String id, String node) {
        this(Optional.of(id), node, OnError.AUTO, OnError.AUTO);
    }
}
