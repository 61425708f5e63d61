package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * One of the answers to {@link QueryFdsets}.
 *
 * @param fdsetId the number of the set
 * @param fds what is in it
 * @since 0.1
 */
@Experimental(since = "0.1")
public record FdsetInfo(long fdsetId, List<FdsetFdInfo> fds) {}
