package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import org.jspecify.annotations.Nullable;

/**
 * Adds the file descriptor that is passed along to a set. Where a file is to be named, {@code /dev/fdset/ID} refers to
 * the set.
 *
 * @param fdsetId the set, which is made if it does not exist; if absent, a new one with the lowest number that is free
 * @param opaque what the client wants to read in {@link FdsetFdInfo#opaque}
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("add-fd")
public record AddFd(@Nullable Long fdsetId, @Nullable String opaque) implements Command<AddFdInfo> {}
