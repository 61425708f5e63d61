package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;

/**
 * A user who is logged in.
 *
 * @param user the name
 * @param loginTime when, in seconds since 1970
 * @since 0.1
 */
@Experimental(since = "0.1")
public record User(String user, double loginTime) {}
