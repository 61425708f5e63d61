package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import java.util.List;

/**
 * Asks who is logged in.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-get-users")
public record GetUsers() implements Command<List<User>> {}
