package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.JobInfo;
import java.util.List;

/**
 * Asks for the background jobs.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-jobs")
public record QueryJobs() implements Command<List<JobInfo>> {}
