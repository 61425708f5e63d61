package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.CpuInfoFast;
import java.util.List;

/**
 * Asks for the virtual CPUs.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-cpus-fast")
public record QueryCpusFast() implements Command<List<CpuInfoFast>> {}
