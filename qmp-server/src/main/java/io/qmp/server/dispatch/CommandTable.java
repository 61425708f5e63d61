package io.qmp.server.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands of a server by name. Immutable. */
public final class CommandTable {
    private final Map<String, RegisteredCommand<?, ?>> commands;

    private CommandTable(Map<String, RegisteredCommand<?, ?>> commands) {
        this.commands = commands;
    }

    /**
     * Makes the table.
     *
     * @param registered the commands with a handler
     * @param declared the commands that plugins have declared; ignored where a command of that name is registered
     * @throws IllegalStateException if two plugins claim one name; the message names all of them
     */
    public static CommandTable of(List<RegisteredCommand<?, ?>> registered, List<RegisteredCommand<?, ?>> declared) {
        Map<String, RegisteredCommand<?, ?>> commands = new LinkedHashMap<>();
        for (RegisteredCommand<?, ?> command : registered) {
            String name = command.binding().name();
            RegisteredCommand<?, ?> other = commands.putIfAbsent(name, command);
            if (other != null) {
                throw new IllegalStateException("the command '" + name + "' is claimed by two plugins: "
                        + other.plugin() + " and " + command.plugin());
            }
        }
        declared.forEach(command -> commands.putIfAbsent(command.binding().name(), command));
        return new CommandTable(commands);
    }

    @Nullable
    RegisteredCommand<?, ?> find(String name) {
        return commands.get(name);
    }

    public List<String> names() {
        return List.copyOf(commands.keySet());
    }

    public List<RegisteredCommand<?, ?>> commands() {
        return List.copyOf(commands.values());
    }
}
