package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor in a {@link FdsetInfo}.
 *
 * @param fd its number in the server
 * @param opaque what the client said when it added it
 * @since 0.1
 */
@Experimental(since = "0.1")
public record FdsetFdInfo(long fd, @Nullable String opaque) {}
