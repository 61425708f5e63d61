package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.YankInstance;
import java.util.List;

/**
 * Asks whose connections may be cut. May be sent out of band.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@AllowOob
@CommandName("query-yank")
public record QueryYank() implements Command<List<YankInstance>> {}
