package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import org.jspecify.annotations.Nullable;

/**
 * Discards what is unused in the file systems.
 *
 * @param minimum pieces that are smaller may be left, in bytes
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-fstrim")
public record Fstrim(@Nullable Long minimum) implements Command<TrimmedFileSystems> {}
