package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import java.util.List;

/**
 * Asks for the file systems that are mounted.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("guest-get-fsinfo")
public record GetFsinfo() implements Command<List<FileSystem>> {}
