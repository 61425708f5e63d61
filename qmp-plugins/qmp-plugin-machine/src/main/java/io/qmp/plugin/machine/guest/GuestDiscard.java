package io.qmp.plugin.machine.guest;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Makes the guest discard data of a disk.
 *
 * @param nodeName the disk's block node
 * @param offset where, in bytes
 * @param bytes how much
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("__io.qmp_guest-discard")
public record GuestDiscard(String nodeName, long offset, long bytes) implements Command<Nothing> {}
