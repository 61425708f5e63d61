package io.qmp.api.spi;

import io.qmp.api.Experimental;

/**
 * Why a server ends, or its machine is reset; QMP's {@code ShutdownCause}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum ShutdownCause {
    /** No request. */
    NONE,
    /** An error on the host prevents further use. */
    HOST_ERROR,
    /** The command {@code quit}. */
    HOST_QMP_QUIT,
    /** The command {@code system_reset}. */
    HOST_QMP_SYSTEM_RESET,
    /** A signal such as SIGTERM, or the embedding program. */
    HOST_SIGNAL,
    /** A user interface, such as a window that was closed. */
    HOST_UI,
    /** The guest powered off. */
    GUEST_SHUTDOWN,
    /** The guest reset the machine. */
    GUEST_RESET,
    /** The guest panicked. */
    GUEST_PANIC,
    /** A part of the machine was reset. */
    SUBSYSTEM_RESET,
    /** A snapshot was loaded. */
    SNAPSHOT_LOAD;

    /** {@return whether the guest is the one that asked} */
    public boolean isGuest() {
        return this == GUEST_SHUTDOWN || this == GUEST_RESET || this == GUEST_PANIC;
    }
}
