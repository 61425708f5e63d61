package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.message.VersionInfo;

/**
 * Asks which QEMU the server behaves as.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-version")
public record QueryVersion() implements Command<VersionInfo> {}
