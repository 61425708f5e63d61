package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import java.util.List;

/**
 * Asks for the sets of file descriptors.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-fdsets")
public record QueryFdsets() implements Command<List<FdsetInfo>> {}
