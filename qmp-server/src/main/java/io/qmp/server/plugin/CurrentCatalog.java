package io.qmp.server.plugin;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.Registration;
import io.qmp.server.dispatch.CommandTable;
import io.qmp.server.event.EventTable;
import io.qmp.server.guard.PluginCode;
import io.qmp.server.schema.Catalog;
import io.qmp.server.schema.SchemaProvider;
import io.qmp.server.schema.SchemaRules;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The commands and events of a server: what plugins have registered at the start, and what they add and remove
 * afterwards. Each change makes a new {@link Catalog}, which takes the place of the other as a whole. Thread-safe.
 */
public final class CurrentCatalog {
    private final AllRegistrations start;
    private final Registered registered;
    private final SchemaRules rules;
    private final Object change = new Object(); // no code of plugins is called while it is held
    private List<Entries> entries; // guarded by change, as the following
    private boolean ended;
    private volatile Catalog catalog;

    /**
     * Makes the catalog of a server that starts.
     *
     * @param start what plugins have registered at the start
     * @param registered the result of that
     * @param rules how introspections are made
     * @throws IllegalStateException if two plugins claim one command or event; the message names both
     */
    public CurrentCatalog(AllRegistrations start, Registered registered, SchemaRules rules) {
        this.start = start;
        this.registered = registered;
        this.rules = rules;
        this.entries = List.of(registered.entries());
        this.catalog = catalog(entries);
    }

    /** {@return the catalog at the moment} */
    public Catalog get() {
        return catalog;
    }

    /** {@return the commands at the moment} */
    public CommandTable commands() {
        return catalog.commands();
    }

    /** {@return the events at the moment} */
    public EventTable events() {
        return catalog.events();
    }

    /** Adds commands and events of a plugin, as {@link io.qmp.api.spi.ServerContext#register} says. */
    public Registration register(PluginCode plugin, Consumer<PluginRegistry> additions) {
        AllRegistrations added = start.whileRunning();
        added.call(plugin, additions);
        Entries more = added.entries();
        synchronized (change) {
            if (ended) {
                throw new WrongStateException("the server has ended");
            }
            replace(Stream.concat(entries.stream(), Stream.of(more)).toList());
        }
        return () -> remove(more);
    }

    private void remove(Entries removed) {
        synchronized (change) {
            List<Entries> left =
                    entries.stream().filter(each -> each != removed).toList();
            if (left.size() < entries.size()) {
                replace(left);
            }
        }
    }

    /** Takes no more, and forgets what was added after the start: the server has ended. */
    public void close() {
        synchronized (change) {
            ended = true;
            replace(List.of(registered.entries()));
        }
    }

    private void replace(List<Entries> next) {
        catalog = catalog(next); // throws before anything is changed if a name is claimed twice
        entries = next;
    }

    private Catalog catalog(List<Entries> all) {
        Entries joined = Entries.none();
        all.forEach(joined::addAll);
        CommandTable commands = CommandTable.of(
                joined.commands(),
                joined.declaredCommands(),
                registered.fallback().orElse(null));
        EventTable events = EventTable.of(joined.events());
        return new Catalog(commands, events, new SchemaProvider(rules, commands, events));
    }
}
