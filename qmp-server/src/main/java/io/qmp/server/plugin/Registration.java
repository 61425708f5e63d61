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
import io.qmp.api.log.LoopWatch;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.CommandInterceptor;
import io.qmp.api.spi.EventFilter;
import io.qmp.api.spi.GreetingSource;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.SessionTap;
import io.qmp.server.dispatch.CommandTable;
import io.qmp.server.dispatch.Fallback;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.dispatch.RegisteredInterceptor;
import io.qmp.server.dispatch.TypedCommand;
import io.qmp.server.dispatch.UntypedCommand;
import io.qmp.server.event.EventTable;
import io.qmp.server.event.RegisteredEvent;
import io.qmp.server.event.RegisteredFilter;
import io.qmp.server.guard.GuardedMetrics;
import io.qmp.server.guard.PluginCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what plugins register, one plugin after the other. */
public final class Registration {
    private static final Schema NO_TYPES = new Schema(List.of());

    private final Binder binder;
    private final Executor workers;
    private final Function<PluginCode, ServerContext> servers;
    private final LoopWatch watch;
    private final List<RegisteredCommand<?>> commands = new ArrayList<>();
    private final List<RegisteredCommand<?>> declaredCommands = new ArrayList<>();
    private final List<RegisteredEvent<?>> events = new ArrayList<>();
    private final List<RegisteredEvent<?>> declaredEvents = new ArrayList<>();
    private final List<RegisteredInterceptor> interceptors = new ArrayList<>();
    private final List<GuardedMetrics.Registered> metrics = new ArrayList<>();
    private final List<EventFilter> filters = new ArrayList<>();
    private final List<SessionTap> taps = new ArrayList<>();
    private @Nullable Fallback fallback;
    private @Nullable Description description;
    private @Nullable RegisteredGreeting greeting;

    /**
     * Makes an empty registration.
     *
     * @param binder derives bindings from types
     * @param workers runs handlers that may block
     * @param servers makes the server as a plugin sees it
     * @param watch watches the server's loop
     */
    public Registration(Binder binder, Executor workers, Function<PluginCode, ServerContext> servers, LoopWatch watch) {
        this.binder = binder;
        this.workers = workers;
        this.servers = servers;
        this.watch = watch;
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
        return new PluginCode(plugin.toString(), plugin.plugin().getClass(), watch);
    }

    void add(NamedPlugin plugin, PluginCode code) {
        Registry registry = new Registry(code);
        try {
            code.call("register", () -> plugin.plugin().register(registry));
        } catch (Throwable e) {
            throw new IllegalStateException("the plugin " + plugin + " cannot register: " + Causes.text(e), e);
        } finally {
            registry.open = false;
        }
    }

    /**
     * {@return everything that was registered}
     *
     * @throws IllegalStateException if two plugins claim one command or event; the message names both
     */
    public Registered result() {
        return new Registered(
                CommandTable.of(commands, declaredCommands, fallback),
                EventTable.of(events, declaredEvents),
                List.copyOf(interceptors),
                Optional.ofNullable(description).map(Description::schema),
                new SessionRules(
                        List.copyOf(filters),
                        Optional.ofNullable(greeting),
                        metrics.isEmpty() ? Optional.empty() : Optional.of(new GuardedMetrics(metrics)),
                        List.copyOf(taps)));
    }

    private record Description(Supplier<Schema> schema, PluginCode plugin) {}

    private final class Registry implements PluginRegistry {
        private final PluginCode plugin;
        private final ServerContext view;
        private boolean open = true;

        Registry(PluginCode plugin) {
            this.plugin = plugin;
            this.view = servers.apply(plugin);
        }

        @Override
        public <C extends Command<R>, R> void command(Class<C> type, CommandHandler<C, R> handler) {
            add(new TypedCommand<>(binder.command(type), handler, plugin));
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
            commands.add(command);
        }

        @Override
        public void fallback(RequestHandler handler) {
            checkOpen();
            if (fallback != null) {
                throw new IllegalStateException("two plugins have a fallback: " + fallback.plugin() + " and " + plugin);
            }
            fallback = new Fallback(Objects.requireNonNull(handler), plugin);
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
            events.add(registered(binder.event(type)));
        }

        private RegisteredEvent<?> registered(EventBinding<?> binding) {
            Names.check(binding.name());
            return new RegisteredEvent<>(binding, plugin.toString());
        }

        @Override
        public void declareCommand(Class<? extends Command<?>> type) {
            checkOpen();
            declaredCommands.add(unimplemented(type));
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
            declaredEvents.add(registered(binder.lazyEvent(type)));
        }

        @Override
        public void describe(Supplier<Schema> recorded) {
            checkOpen();
            if (description != null) {
                throw new IllegalStateException(
                        "two plugins describe the server: " + description.plugin() + " and " + plugin);
            }
            description = new Description(() -> described(recorded), plugin);
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
            checkOpen();
            interceptors.add(new RegisteredInterceptor(Objects.requireNonNull(interceptor), plugin));
        }

        @Override
        public void eventFilter(EventFilter filter) {
            checkOpen();
            filters.add(new RegisteredFilter(filter, plugin));
        }

        @Override
        public void greeting(GreetingSource source) {
            checkOpen();
            if (greeting != null) {
                throw new IllegalStateException(
                        "two plugins supply the greeting: " + greeting.plugin() + " and " + plugin);
            }
            greeting = new RegisteredGreeting(source, plugin);
        }

        @Override
        public void metrics(ServerMetrics receiver) {
            checkOpen();
            metrics.add(new GuardedMetrics.Registered(Objects.requireNonNull(receiver), plugin));
        }

        @Override
        public void tap(SessionTap tap) {
            checkOpen();
            taps.add(new RegisteredTap(Objects.requireNonNull(tap), plugin));
        }

        @Override
        public ServerContext server() {
            return view;
        }

        private void checkOpen() {
            if (!open) {
                throw new IllegalStateException(plugin + " registers too late: clients may be there already");
            }
        }
    }
}
