package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.IoThreadInfo;
import java.util.List;

/**
 * Asks for the threads for input and output.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-iothreads")
public record QueryIothreads() implements Command<List<IoThreadInfo>> {}
