package io.qmp.server.dispatch;

import io.qmp.server.guard.Claims;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands of a server by name. Immutable. */
public final class CommandTable {
    private final Map<String, RegisteredCommand<?>> executed;
    private final List<RegisteredCommand<?>> commands;
    private final @Nullable Fallback fallback;

    private CommandTable(
            Map<String, RegisteredCommand<?>> executed,
            List<RegisteredCommand<?>> commands,
            @Nullable Fallback fallback) {
        this.executed = executed;
        this.commands = commands;
        this.fallback = fallback;
    }

    /**
     * Makes the table.
     *
     * @param registered the commands with a handler
     * @param declared the commands that plugins have declared; ignored where a command of that name is registered, and
     *     executed by the fallback if there is one
     * @param fallback executes all other commands; {@code null} if there is none
     * @throws IllegalStateException if two plugins claim one name; the message names both
     */
    public static CommandTable of(
            List<RegisteredCommand<?>> registered, List<RegisteredCommand<?>> declared, @Nullable Fallback fallback) {
        Map<String, RegisteredCommand<?>> commands = new LinkedHashMap<>();
        for (RegisteredCommand<?> command : registered) {
            RegisteredCommand<?> other = commands.putIfAbsent(command.name(), command);
            if (other != null) {
                throw Claims.twice("the command '" + command.name() + "'", other.plugin(), command.plugin());
            }
        }
        Map<String, RegisteredCommand<?>> executed = fallback == null ? commands : new HashMap<>(commands);
        declared.forEach(command -> commands.putIfAbsent(command.name(), command));
        return new CommandTable(executed, List.copyOf(commands.values()), fallback);
    }

    /** {@return what executes a command; {@code null} if nothing does} */
    @Nullable
    RegisteredCommand<?> find(String name) {
        RegisteredCommand<?> command = executed.get(name);
        return command == null ? fallback : command;
    }

    /** {@return whether there is a fallback} */
    public boolean hasFallback() {
        return fallback != null;
    }

    /** {@return the commands that plugins have registered or declared, each name once} */
    public List<RegisteredCommand<?>> commands() {
        return commands;
    }

    /** {@return the names of the commands that plugins have registered or declared} */
    public List<String> names() {
        return commands.stream().<String>map(RegisteredCommand::name).toList();
    }
}
