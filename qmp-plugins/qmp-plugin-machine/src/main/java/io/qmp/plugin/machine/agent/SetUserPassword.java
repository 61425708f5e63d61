package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Sets the password of a user.
 *
 * @param username the user; any name is one
 * @param password the password, in base 64
 * @param crypted whether the password is encrypted already
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-set-user-password")
public record SetUserPassword(String username, String password, boolean crypted) implements Command<Nothing> {}
