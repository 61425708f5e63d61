package io.qmp.server.plugin;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.command.Command;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.SessionTap;
import io.qmp.server.dispatch.CommandGroup;
import io.qmp.server.dispatch.Fallback;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.dispatch.RegisteredInterceptor;
import io.qmp.server.event.EventGroup;
import io.qmp.server.event.RegisteredFilter;
import io.qmp.server.guard.GuardedMetrics;
import io.qmp.server.guard.PluginCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what plugins register, one plugin after the other. */
public final class AllRegistrations {
    private final Supplier<Binder> binders;
    private final Binder binder;
    private final Executor workers;
    private final Function<PluginCode, ServerContext> servers;
    private final LoopWatch watch;
    private final Stage stage;
    private final Entries entries = Entries.none();
    private final List<RegisteredInterceptor> interceptors = new ArrayList<>();
    private final List<GuardedMetrics.Registered> metrics = new ArrayList<>();
    private final List<EventFilter> filters = new ArrayList<>();
    private final List<SessionTap> taps = new ArrayList<>();
    private @Nullable Fallback fallback;
    private @Nullable Description description;
    private @Nullable RegisteredGreeting greeting;

    /** When plugins register. */
    private enum Stage {
        /** At the start of the server. */
        START,
        /** While it runs. */
        RUNNING,
        /** When a command is needed: its types are derived when it is executed, as it may be one of many. */
        NEEDED
    }

    /**
     * Makes an empty registration.
     *
     * @param binders makes binders, which derive bindings from types and keep them
     * @param workers runs handlers that may block
     * @param servers makes the server as a plugin sees it
     * @param watch watches the server's loop
     */
    public AllRegistrations(
            Supplier<Binder> binders, Executor workers, Function<PluginCode, ServerContext> servers, LoopWatch watch) {
        this(binders, workers, servers, watch, Stage.START);
    }

    private AllRegistrations(
            Supplier<Binder> binders,
            Executor workers,
            Function<PluginCode, ServerContext> servers,
            LoopWatch watch,
            Stage stage) {
        this.binders = binders;
        this.binder = binders.get();
        this.workers = workers;
        this.servers = servers;
        this.watch = watch;
        this.stage = stage;
    }

    /**
     * {@return an empty registration for a server that runs, which takes commands and events only} It has a binder of
     * its own, so that nothing keeps its classes once it is removed.
     */
    AllRegistrations whileRunning() {
        return new AllRegistrations(binders, workers, servers, watch, Stage.RUNNING);
    }

    /**
     * {@return the commands that a plugin registers when they are needed}
     *
     * @throws IllegalStateException if it fails to, or registers something else; the message says which plugin, and
     *     why
     */
    List<RegisteredCommand<?>> late(PluginCode plugin, Consumer<PluginRegistry> registers) {
        AllRegistrations late = new AllRegistrations(() -> binder, workers, servers, watch, Stage.NEEDED);
        try {
            late.call(plugin, registers);
            return late.entries.onlyCommands();
        } catch (Throwable e) {
            throw new IllegalStateException("the plugin " + plugin + " cannot register commands: " + Causes.text(e), e);
        }
    }

    /**
     * Calls {@code register} of a plugin.
     *
     * @throws IllegalStateException if it throws; the message says which plugin of which jar, and why
     */
    public void add(NamedPlugin plugin) {
        add(plugin, codeOf(plugin));
    }

    /** The code of a plugin, as the server calls it. */
    PluginCode codeOf(NamedPlugin plugin) {
        return new PluginCode(plugin, plugin.plugin().getClass(), watch);
    }

    void add(NamedPlugin plugin, PluginCode code) {
        try {
            call(code, plugin.plugin()::register);
        } catch (Throwable e) {
            throw new IllegalStateException("the plugin " + plugin + " cannot register: " + Causes.text(e), e);
        }
    }

    /** Calls code of a plugin that registers; throws what it throws. */
    void call(PluginCode code, Consumer<PluginRegistry> registers) {
        PluginRegistrations registry = new PluginRegistrations(this, code, binder, workers, servers.apply(code));
        try {
            code.call("register", () -> registers.accept(registry));
        } finally {
            registry.close();
        }
    }

    /** {@return the binding of a command that is executed} */
    <C extends Command<R>, R> CommandBinding<C, R> binding(Class<C> type) {
        return stage == Stage.NEEDED ? binder.lazyCommand(type) : binder.command(type);
    }

    /** {@return everything that was registered} */
    public Registered result() {
        return new Registered(
                entries.copy(),
                Optional.ofNullable(fallback),
                List.copyOf(interceptors),
                Optional.ofNullable(description).map(Description::schema),
                new SessionRules(
                        List.copyOf(filters),
                        Optional.ofNullable(greeting),
                        metrics.isEmpty() ? Optional.empty() : Optional.of(new GuardedMetrics(metrics)),
                        List.copyOf(taps)));
    }

    private record Description(Supplier<Schema> recorded, Supplier<Schema> schema, PluginCode plugin) {}

    /** {@return the commands and events that were registered} */
    Entries entries() {
        return entries.copy();
    }

    /** {@return whether the server runs, so that commands and events are all that can be added} */
    boolean isRunning() {
        return stage != Stage.START;
    }

    void commands(CommandGroup group) {
        entries.commands().add(group);
    }

    void declaredCommand(RegisteredCommand<?> command) {
        entries.declaredCommands().add(command);
    }

    void events(EventGroup group) {
        entries.events().add(group);
    }

    void interceptor(RegisteredInterceptor interceptor) {
        interceptors.add(interceptor);
    }

    void filter(RegisteredFilter filter) {
        filters.add(filter);
    }

    void tap(RegisteredTap tap) {
        taps.add(tap);
    }

    void metrics(GuardedMetrics.Registered receiver) {
        metrics.add(receiver);
    }

    void fallback(Fallback added) {
        if (fallback != null) {
            throw second("have a fallback", fallback.plugin(), added.plugin());
        }
        fallback = added;
    }

    /**
     * Sets the recorded schema.
     *
     * @param recorded what the plugin handed over; another plugin may hand over an equal one
     * @param schema supplies it, and guards the call
     */
    void description(Supplier<Schema> recorded, Supplier<Schema> schema, PluginCode plugin) {
        if (description == null) {
            description = new Description(recorded, schema, plugin);
        } else if (!description.recorded().equals(recorded)) {
            throw second("describe the server", description.plugin(), plugin);
        }
    }

    void greeting(RegisteredGreeting added) {
        if (greeting != null) {
            throw second("supply the greeting", greeting.plugin(), added.plugin());
        }
        greeting = added;
    }

    private static IllegalStateException second(String what, PluginCode first, PluginCode second) {
        return new IllegalStateException("two plugins " + what + ": " + first + " and " + second);
    }
}
