package io.qmp.server.dispatch;

import io.qmp.server.guard.Claims;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All commands of a server by name. Its commands are always the same, but some are made when they are first needed. */
public final class CommandTable {
    private final Map<String, Entry> executed;
    private final List<Entry> entries;
    private final @Nullable Fallback fallback;

    /** A name, with what has a command of that name. */
    private static final class Entry {
        private final String name;
        private final CommandGroup group;
        private volatile @Nullable RegisteredCommand<?> found;

        Entry(String name, CommandGroup group) {
            this.name = name;
            this.group = group;
        }

        /** {@return the command; {@code null} if the group has none of that name} */
        @Nullable
        RegisteredCommand<?> command() {
            RegisteredCommand<?> command = found;
            if (command == null) {
                command = group.find(name);
                found = command;
            }
            return command;
        }
    }

    private CommandTable(Map<String, Entry> executed, List<Entry> entries, @Nullable Fallback fallback) {
        this.executed = executed;
        this.entries = entries;
        this.fallback = fallback;
    }

    /**
     * Makes the table.
     *
     * @param registered the commands with a handler
     * @param declared the commands that plugins have declared; ignored where a command of that name is registered, and
     *     executed by the fallback if there is one
     * @param fallback executes all other commands; {@code null} if there is none
     * @throws IllegalStateException if two plugins claim one name; the message names both. Also if commands cannot be
     *     made, to see whether there is one of a name that is claimed twice
     */
    public static CommandTable of(
            List<? extends CommandGroup> registered, List<RegisteredCommand<?>> declared, @Nullable Fallback fallback) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (CommandGroup group : registered) {
            for (String name : group.names()) {
                add(entries, new Entry(name, group));
            }
        }
        Map<String, Entry> executed = fallback == null ? entries : new HashMap<>(entries);
        for (RegisteredCommand<?> command : declared) {
            Entry other = entries.get(command.name());
            if (other == null || other.command() == null) {
                entries.put(command.name(), new Entry(command.name(), command));
            }
        }
        return new CommandTable(executed, List.copyOf(entries.values()), fallback);
    }

    private static void add(Map<String, Entry> entries, Entry entry) {
        Entry other = entries.putIfAbsent(entry.name, entry);
        if (other == null || entry.command() == null) {
            return;
        }
        if (other.command() != null) {
            throw Claims.twice("the command '" + entry.name + "'", other.group.plugin(), entry.group.plugin());
        }
        entries.put(entry.name, entry);
    }

    /** {@return what executes a command; {@code null} if nothing does} A command that cannot be made fails. */
    @Nullable
    RegisteredCommand<?> find(String name) {
        Entry entry = executed.get(name);
        if (entry == null) {
            return fallback;
        }
        try {
            RegisteredCommand<?> command = entry.command();
            return command == null ? fallback : command;
        } catch (IllegalStateException e) {
            return new UnmadeCommand(name, entry.group.plugin(), e);
        }
    }

    /** {@return whether there is a fallback} */
    public boolean hasFallback() {
        return fallback != null;
    }

    /** {@return whether plugins have claimed or declared a name} Makes no command. */
    public boolean isClaimed(String name) {
        return entries.stream().anyMatch(entry -> entry.name.equals(name));
    }

    /** {@return the names that plugins have claimed or declared} Makes no command. */
    public Set<String> names() {
        return entries.stream().map(entry -> entry.name).collect(Collectors.toSet());
    }

    /**
     * {@return the commands that plugins have registered or declared, each name once; makes them all}
     *
     * @throws IllegalStateException if some cannot be made
     */
    public List<RegisteredCommand<?>> commands() {
        return commands(name -> true);
    }

    /**
     * {@return the commands of some names, as {@link #commands()} has them} Makes these, and what is made together
     * with one of these.
     *
     * @throws IllegalStateException if some cannot be made
     */
    public List<RegisteredCommand<?>> commands(Predicate<String> names) {
        return entries.stream()
                .filter(entry -> names.test(entry.name))
                .<RegisteredCommand<?>>map(Entry::command)
                .filter(Objects::nonNull)
                .toList();
    }
}
