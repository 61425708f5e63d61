package io.qmp.server.schema;

import io.qmp.server.dispatch.CommandTable;
import io.qmp.server.event.EventTable;

/**
 * The commands and events of a server at one moment. Immutable.
 *
 * @param commands all commands; declared ones follow the others
 * @param events all events; declared ones follow the others
 * @param schema their introspection
 */
public record Catalog(CommandTable commands, EventTable events, SchemaProvider schema) {}
