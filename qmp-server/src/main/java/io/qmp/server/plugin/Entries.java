package io.qmp.server.plugin;

import io.qmp.server.dispatch.CommandGroup;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.event.RegisteredEvent;
import java.util.ArrayList;
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
        List<CommandGroup> commands,
        List<RegisteredCommand<?>> declaredCommands,
        List<RegisteredEvent<?>> events,
        List<RegisteredEvent<?>> declaredEvents) {
    /**
     * {@return the commands}
     *
     * @throws IllegalStateException if there is something else than commands with a handler
     */
    List<RegisteredCommand<?>> onlyCommands() {
        if (!declaredCommands.isEmpty() || !events.isEmpty() || !declaredEvents.isEmpty()) {
            throw new IllegalStateException("only commands can be registered when they are needed");
        }
        List<RegisteredCommand<?>> all = new ArrayList<>();
        commands.forEach(group -> all.addAll(group.commands()));
        return all;
    }

    /** {@return what is registered now, immutable} */
    Entries copy() {
        return new Entries(
                List.copyOf(commands), List.copyOf(declaredCommands), List.copyOf(events), List.copyOf(declaredEvents));
    }
}
