package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes the next access to a block node fail.
 *
 * @param nodeName the node
 * @param nospace whether the host is out of space; otherwise the medium is broken
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_block-fail")
public record BlockFail(String nodeName, boolean nospace) implements Command<Nothing> {}
