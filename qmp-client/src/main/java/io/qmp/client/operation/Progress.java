package io.qmp.client.operation;

import io.qmp.api.Experimental;

/**
 * The progress of something. Units are the peer's: bytes for most. What is left may grow.
 *
 * @param done what is done
 * @param total what there is to do, as far as is known; 0 if nothing is
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Progress(long done, long total) {}
