package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;

/**
 * A machine's UUID.
 *
 * @param uuid the UUID; all zeros if none was given
 * @since 0.1
 */
@Experimental(since = "0.1")
public record UuidInfo(@WireName("UUID") String uuid) {}
