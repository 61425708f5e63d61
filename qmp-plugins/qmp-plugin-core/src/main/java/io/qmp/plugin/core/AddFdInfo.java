package io.qmp.plugin.core;

import io.qmp.api.Experimental;

/**
 * The answer to {@link AddFd}.
 *
 * @param fdsetId the set
 * @param fd the number of the descriptor in the server
 * @since 0.1
 */
@Experimental(since = "0.1")
public record AddFdInfo(long fdsetId, long fd) {}
