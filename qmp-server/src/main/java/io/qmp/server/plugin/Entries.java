package io.qmp.server.plugin;

import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.event.RegisteredEvent;
import java.util.List;

/**
 * Commands and events that are registered together, and removed together.
 *
 * @param commands commands with a handler
 * @param declaredCommands commands that are only declared
 * @param events events
 * @param declaredEvents events that are only declared
 */
record Entries(
        List<RegisteredCommand<?>> commands,
        List<RegisteredCommand<?>> declaredCommands,
        List<RegisteredEvent<?>> events,
        List<RegisteredEvent<?>> declaredEvents) {
    /** {@return what is registered now, immutable} */
    Entries copy() {
        return new Entries(
                List.copyOf(commands), List.copyOf(declaredCommands), List.copyOf(events), List.copyOf(declaredEvents));
    }
}
