package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * The memory that the balloon leaves to the guest.
 *
 * @param actual bytes of memory that the guest has
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BalloonInfo(long actual) {}
