package io.qmp.server.plugin;

import static java.util.concurrent.CompletableFuture.failedStage;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.command.BlockingCommandHandler;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionRange;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.CommandInterceptor;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.GreetingSource;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.SessionTap;
import io.qmp.server.dispatch.Fallback;
import io.qmp.server.dispatch.LazyCommands;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.dispatch.RegisteredInterceptor;
import io.qmp.server.dispatch.TypedCommand;
import io.qmp.server.dispatch.UntypedCommand;
import io.qmp.server.event.EventGroup;
import io.qmp.server.event.RegisteredFilter;
import io.qmp.server.guard.GuardedMetrics;
import io.qmp.server.guard.PluginCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The registrations of one plugin: each call makes an entry of the {@link AllRegistrations}. */
final class PluginRegistrations implements PluginRegistry {
    private static final Schema NO_TYPES = new Schema(List.of());

    private final AllRegistrations all;
    private final PluginCode plugin;
    private final Binder binder;
    private final Executor workers;
    private final ServerContext server;
    private boolean open = true;

    PluginRegistrations(
            AllRegistrations all, PluginCode plugin, Binder binder, Executor workers, ServerContext server) {
        this.all = all;
        this.plugin = plugin;
        this.binder = binder;
        this.workers = workers;
        this.server = server;
    }

    /** Accepts no more: the plugin has registered. */
    void close() {
        open = false;
    }

    /** Whether the version that the server behaves as does not have a command or an event. */
    private boolean lacks(Class<?> type) {
        return !VersionRange.of(type).has(server.version().qemu());
    }

    @Override
    public <C extends Command<R>, R> void command(Class<C> type, CommandHandler<C, R> handler) {
        if (lacks(type)) {
            return;
        }
        add(new TypedCommand<>(all.binding(type), handler, plugin));
    }

    @Override
    public void command(String name, RequestHandler handler) {
        add(untyped(new SchemaInfo.Command(name, null, "any", "any", null), NO_TYPES, handler));
    }

    @Override
    public void command(String name, Schema description, RequestHandler handler) {
        SchemaInfo.Command described = description
                .command(name)
                .orElseThrow(() -> new IllegalArgumentException("the description has no command '" + name + "'"));
        add(untyped(described, description, handler));
    }

    private UntypedCommand untyped(SchemaInfo.Command command, Schema schema, RequestHandler handler) {
        List<SchemaInfo> types = DescribedTypes.of(command, schema);
        return new UntypedCommand(command, types, Objects.requireNonNull(handler), plugin);
    }

    private void add(RegisteredCommand<?> command) {
        checkOpen();
        Names.check(command.name());
        all.commands(command);
    }

    @Override
    public void commands(Collection<String> names, Consumer<PluginRegistry> registers) {
        checkOpen();
        names.forEach(Names::check);
        Objects.requireNonNull(registers);
        all.commands(new LazyCommands(names, plugin, () -> all.late(plugin, registers)));
    }

    @Override
    public void fallback(RequestHandler handler) {
        checkStarting();
        all.fallback(new Fallback(Objects.requireNonNull(handler), plugin));
    }

    @Override
    public <C extends Command<R>, R> void blockingCommand(Class<C> type, BlockingCommandHandler<C, R> handler) {
        command(
                type,
                (command, context) -> CompletableFuture.supplyAsync(
                        () -> plugin.get(type.getName(), () -> call(handler, command, context)), workers));
    }

    private static <C extends Command<R>, R> R call(
            BlockingCommandHandler<C, R> handler, C command, CommandContext context) {
        try {
            return handler.handle(command, context);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void event(Class<? extends EventData> type) {
        checkOpen();
        if (!lacks(type)) {
            EventBinding<?> binding = checked(binder.event(type));
            all.events(new EventGroup(Set.of(binding.name()), false, plugin, () -> List.of(type), same -> binding));
        }
    }

    private static EventBinding<?> checked(EventBinding<?> binding) {
        Names.check(binding.name());
        return binding;
    }

    @Override
    public void events(Collection<String> names, Supplier<? extends Collection<Class<? extends EventData>>> types) {
        checkOpen();
        names.forEach(Names::check);
        all.events(new EventGroup(
                new LinkedHashSet<>(names),
                false,
                plugin,
                Objects.requireNonNull(types),
                type -> lacks(type) ? null : checked(binder.lazyEvent(type))));
    }

    @Override
    public void declareCommand(Class<? extends Command<?>> type) {
        checkOpen();
        if (lacks(type)) {
            return;
        }
        all.declaredCommand(unimplemented(type));
    }

    @SuppressWarnings("unchecked") // the handler never returns a result
    private <C extends Command<Object>> TypedCommand<C, Object> unimplemented(Class<?> type) {
        CommandBinding<C, Object> binding = binder.lazyCommand((Class<C>) type);
        Names.check(binding.name());
        QmpError error = QmpError.generic("The command " + binding.name() + " is not implemented by this server");
        return new TypedCommand<>(
                binding, (command, context) -> failedStage(new CommandFailedException(error)), plugin);
    }

    @Override
    public void declareEvent(Class<? extends EventData> type) {
        checkOpen();
        if (!lacks(type)) {
            EventBinding<?> binding = checked(binder.lazyEvent(type));
            all.events(new EventGroup(Set.of(binding.name()), true, plugin, () -> List.of(type), same -> binding));
        }
    }

    @Override
    public void declareEvents(Supplier<? extends Collection<Class<? extends EventData>>> types) {
        checkOpen();
        all.events(new EventGroup(
                Set.of(),
                true,
                plugin,
                Objects.requireNonNull(types),
                type -> lacks(type) ? null : checked(binder.lazyEvent(type))));
    }

    @Override
    public void describe(Supplier<Schema> recorded) {
        checkStarting();
        all.description(Objects.requireNonNull(recorded), () -> described(recorded), plugin);
    }

    private Schema described(Supplier<Schema> recorded) {
        try {
            return Objects.requireNonNull(plugin.get("describe", recorded), "it has returned null");
        } catch (Throwable e) {
            throw new IllegalStateException("the plugin " + plugin + " failed to describe the server", e);
        }
    }

    @Override
    public void interceptor(CommandInterceptor interceptor) {
        checkStarting();
        all.interceptor(new RegisteredInterceptor(Objects.requireNonNull(interceptor), plugin));
    }

    @Override
    public void eventFilter(EventFilter filter) {
        checkStarting();
        all.filter(new RegisteredFilter(filter, plugin));
    }

    @Override
    public void greeting(GreetingSource source) {
        checkStarting();
        all.greeting(new RegisteredGreeting(source, plugin));
    }

    @Override
    public void metrics(ServerMetrics receiver) {
        checkStarting();
        all.metrics(new GuardedMetrics.Registered(Objects.requireNonNull(receiver), plugin));
    }

    @Override
    public void tap(SessionTap tap) {
        checkStarting();
        all.tap(new RegisteredTap(Objects.requireNonNull(tap), plugin));
    }

    @Override
    public ServerContext server() {
        return server;
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException(plugin + " registers too late: a registry is valid until register returns;"
                    + " ServerContext.register adds commands and events afterwards");
        }
    }

    private void checkStarting() {
        checkOpen();
        if (all.isRunning()) {
            throw new IllegalStateException(
                    plugin + " registers too late: only commands and events can be added while the server runs");
        }
    }
}
