package io.qmp.server.dispatch;

import io.qmp.server.guard.PluginCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commands that are made when one of them is first needed. Thread-safe. */
public final class LazyCommands implements CommandGroup {
    private final Set<String> names;
    private final PluginCode plugin;
    private final Supplier<? extends Collection<RegisteredCommand<?>>> source;
    private final Object making = new Object();
    private @Nullable Map<String, RegisteredCommand<?>> made; // guarded by making

    /**
     * Claims names.
     *
     * @param names the names, in the order of the commands
     * @param source makes the commands; called again if it throws
     */
    public LazyCommands(
            Collection<String> names, PluginCode plugin, Supplier<? extends Collection<RegisteredCommand<?>>> source) {
        this.names = new LinkedHashSet<>(names);
        this.plugin = plugin;
        this.source = source;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public @Nullable RegisteredCommand<?> find(String name) {
        return made().get(name);
    }

    @Override
    public List<RegisteredCommand<?>> commands() {
        Map<String, RegisteredCommand<?>> commands = made();
        return names.stream()
                .<RegisteredCommand<?>>map(commands::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<String, RegisteredCommand<?>> made() {
        synchronized (making) {
            Map<String, RegisteredCommand<?>> commands = made;
            if (commands == null) {
                commands = make();
                made = commands;
            }
            return commands;
        }
    }

    private Map<String, RegisteredCommand<?>> make() {
        Map<String, RegisteredCommand<?>> commands = new LinkedHashMap<>();
        for (RegisteredCommand<?> command : source.get()) {
            if (!names.contains(command.name()) || commands.put(command.name(), command) != null) {
                throw new IllegalStateException("the plugin " + plugin + " registers the command '" + command.name()
                        + "' late, twice or without having claimed the name");
            }
        }
        return commands;
    }

    @Override
    public PluginCode plugin() {
        return plugin;
    }
}
