package io.qmp.server.plugin;

import io.qmp.server.dispatch.CommandGroup;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.event.EventGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands and events that are registered together, and removed together.
 *
 * @param commands commands with a handler
 * @param declaredCommands commands that are only declared
 * @param events events, and events that are only declared
 */
record Entries(List<CommandGroup> commands, List<RegisteredCommand<?>> declaredCommands, List<EventGroup> events) {
    /** {@return a mutable set without any} */
    static Entries none() {
        return new Entries(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Adds those of another one. */
    void addAll(Entries more) {
        commands.addAll(more.commands);
        declaredCommands.addAll(more.declaredCommands);
        events.addAll(more.events);
    }

    /**
     * {@return the commands}
     *
     * @throws IllegalStateException if there is something else than commands with a handler
     */
    List<RegisteredCommand<?>> onlyCommands() {
        if (!declaredCommands.isEmpty() || !events.isEmpty()) {
            throw new IllegalStateException("only commands can be registered when they are needed");
        }
        List<RegisteredCommand<?>> all = new ArrayList<>();
        commands.forEach(group -> all.addAll(group.commands()));
        return all;
    }

    /** {@return what is registered now, immutable} */
    Entries copy() {
        return new Entries(List.copyOf(commands), List.copyOf(declaredCommands), List.copyOf(events));
    }
}
