package io.qmp.server.plugin;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.command.BlockingCommandHandler;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.event.EventData;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.event.RegisteredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Takes what plugins bring, one plugin after the other. */
public final class Registration {
    private final Binder binder;
    private final Executor workers;
    private final ServerContext server;
    private final List<RegisteredCommand<?, ?>> commands = new ArrayList<>();
    private final List<RegisteredEvent<?>> events = new ArrayList<>();

    /**
     * Makes an empty registration.
     *
     * @param workers runs handlers that may block
     */
    public Registration(Binder binder, Executor workers, ServerContext server) {
        this.binder = binder;
        this.workers = workers;
        this.server = server;
    }

    /** Has a plugin register what it brings. */
    public void add(QmpPlugin plugin) {
        Registry registry = new Registry(plugin.name());
        plugin.register(registry);
        registry.open = false;
    }

    public List<RegisteredCommand<?, ?>> commands() {
        return List.copyOf(commands);
    }

    public List<RegisteredEvent<?>> events() {
        return List.copyOf(events);
    }

    private final class Registry implements PluginRegistry {
        private final String plugin;
        private boolean open = true;

        Registry(String plugin) {
            this.plugin = plugin;
        }

        @Override
        public <C extends Command<R>, R> void command(Class<C> type, CommandHandler<C, R> handler) {
            checkOpen();
            CommandBinding<C, R> binding = binder.command(type);
            Names.check(binding.name(), plugin);
            commands.add(new RegisteredCommand<>(binding, handler, plugin));
        }

        @Override
        public <C extends Command<R>, R> void blockingCommand(Class<C> type, BlockingCommandHandler<C, R> handler) {
            command(
                    type,
                    (command, context) -> CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return handler.handle(command, context);
                                } catch (RuntimeException e) {
                                    throw e;
                                } catch (Exception e) {
                                    throw new CompletionException(e);
                                }
                            },
                            workers));
        }

        @Override
        public void event(Class<? extends EventData> type) {
            checkOpen();
            EventBinding<?> binding = binder.event(type);
            Names.check(binding.name(), plugin);
            events.add(new RegisteredEvent<>(binding, plugin));
        }

        @Override
        public ServerContext server() {
            return server;
        }

        private void checkOpen() {
            if (!open) {
                throw new IllegalStateException(plugin + " registers too late: clients may be there already");
            }
        }
    }
}
