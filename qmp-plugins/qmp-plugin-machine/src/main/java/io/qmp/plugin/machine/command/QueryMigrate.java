package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.MigrationInfo;

/**
 * Asks how far the migration is.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-migrate")
public record QueryMigrate() implements Command<MigrationInfo> {}
