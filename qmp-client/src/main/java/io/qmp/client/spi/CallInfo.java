package io.qmp.client.spi;

import io.qmp.api.Experimental;

/**
 * A command that begins.
 *
 * @param command its name
 * @param outOfBand whether it is to be executed out of band
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CallInfo(String command, boolean outOfBand) {}
