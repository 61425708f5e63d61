package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

/**
 * Thaws the file systems, and returns how many.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-fsfreeze-thaw")
public record FsfreezeThaw() implements Command<Long> {}
