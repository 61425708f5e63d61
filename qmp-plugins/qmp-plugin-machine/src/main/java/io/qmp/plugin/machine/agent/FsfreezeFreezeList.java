package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link FsfreezeFreeze}, for some of them.
 *
 * @param mountpoints where they are mounted; all unless given
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-fsfreeze-freeze-list")
public record FsfreezeFreezeList(@Nullable List<String> mountpoints) implements Command<Long> {}
