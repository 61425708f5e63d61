package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.BlockJobInfo;
import java.util.List;

/**
 * Asks for the block jobs.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-block-jobs")
public record QueryBlockJobs() implements Command<List<BlockJobInfo>> {}
