package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.type.YankInstance;
import java.util.List;

/**
 * Cuts the connections of some, so that nothing waits for them any longer. May be sent out of band.
 *
 * @param instances whose connections
 * @since 0.1
 */
@Experimental(since = "0.1")
@AllowOob
@CommandName("yank")
public record Yank(List<YankInstance> instances) implements Command<Nothing> {}
