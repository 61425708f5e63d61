package io.qmp.api.command;

import io.qmp.api.Stable;

/**
 * A capability that a client may enable. Peers may offer others; {@link io.qmp.api.message.Greeting#capabilities} keeps
 * them.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum QmpCapability {
    /** Out-of-band execution of commands. */
    OOB
}
