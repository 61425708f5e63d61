package io.qmp.faults;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import java.util.concurrent.CompletableFuture;

/** A plugin with faults, chosen by its configuration. */
public final class FaultsPlugin implements QmpPlugin {
    /** Misbehaves on the server's loop. */
    @CommandName("__io.qmp_loop")
    public record OnTheLoop(String fault) implements Command<Nothing> {}

    /** Misbehaves on a thread for blocking handlers. */
    @CommandName("__io.qmp_worker")
    public record OnAWorker(String fault) implements Command<Nothing> {}

    /** Is never answered. */
    @CommandName("__io.qmp_never")
    public record Never() implements Command<Nothing> {}

    /** Uses the module that nothing else requires. */
    @CommandName("__io.qmp_sql")
    public record Sql() implements Command<Drivers> {}

    /** What that module says. */
    public record Drivers(boolean any) {}

    @Override
    public void register(PluginRegistry registry) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Fault.at("hook")));
        Fault.at("register");
        registry.command(OnTheLoop.class, (command, context) -> {
            Fault.valueOf(command.fault()).begin("handler");
            return CompletableFuture.completedFuture(Nothing.NOTHING);
        });
        registry.blockingCommand(OnAWorker.class, (command, context) -> {
            Fault.valueOf(command.fault()).begin("worker");
            return Nothing.NOTHING;
        });
        registry.command(Never.class, (command, context) -> Fault.never());
        registry.command(
                Sql.class,
                (command, context) -> CompletableFuture.completedFuture(
                        new Drivers(java.sql.DriverManager.getDrivers().hasMoreElements())));
    }

    @Override
    public void shuttingDown(ShutdownCause cause) {
        Fault.at("shuttingDown");
    }

    @Override
    public void close() {
        Fault.at("close");
    }
}
