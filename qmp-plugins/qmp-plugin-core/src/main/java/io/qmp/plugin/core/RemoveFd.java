package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;
import org.jspecify.annotations.Nullable;

/**
 * Closes a descriptor of a set, or all of them. A set without descriptors is gone.
 *
 * @param fdsetId the set
 * @param fd which of its descriptors; all if absent
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("remove-fd")
public record RemoveFd(long fdsetId, @Nullable Long fd) implements Command<Nothing> {}
