package io.qmp.plugin.core;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.schema.SchemaInfo;
import java.util.List;

/**
 * Asks for a description of all commands and events and the types they use.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-qmp-schema")
public record QueryQmpSchema() implements Command<List<SchemaInfo>> {}
