package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A disk of the machine.
 *
 * @param id its id, if it has one
 * @param node the name of the block node that it shows to the guest
 * @param onReadError the reaction to a failing read
 * @param onWriteError the reaction to a failing write
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Disk(Optional<String> id, String node, OnError onReadError, OnError onWriteError) {
    /** The reaction to a failing access. */
    public enum OnError {
        /** The guest gets the error. */
        REPORT,
        /** The error is ignored. */
        IGNORE,
        /** The machine is stopped if the host has run out of space; otherwise the guest gets the error. */
        ENOSPC,
        /** The machine is stopped. */
        STOP,
        /** For reads {@link #REPORT}, for writes {@link #ENOSPC}. */
        AUTO;

        /** {@return the reaction that a word of QEMU's names} Fails with QEMU's text if there is none. */
        static OnError parse(String key, String word) {
            return Stream.of(values())
                    .filter(reaction -> reaction.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Parameter '" + key + "' does not accept value '" + word + "'"));
        }
    }

    /** A disk with QEMU's default reactions to errors. */
    public Disk(String id, String node) {
        this(Optional.of(id), node, OnError.AUTO, OnError.AUTO);
    }
}
