package io.qmp.plugin.machine.migration;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.plugin.machine.object.SocketAddresses;
import io.qmp.plugin.machine.version.MigrationStyle;
import io.qmp.plugin.qemu.command.Migrate;
import io.qmp.plugin.qemu.command.MigrateIncoming;
import io.qmp.plugin.qemu.command.XenSaveDevicesState;
import io.qmp.plugin.qemu.type.MigrationInfo;
import io.qmp.plugin.qemu.type.MigrationStatus;
import io.qmp.plugin.qemu.type.RunState;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The migrations of a machine, one at a time: the way in if it waits for one, then the ways out. */
public final class Migrations {
    private static final String UNKNOWN_SOURCE = "unknown migration protocol: %s";
    private static final MigrationInfo NONE = MigrationInfo.builder().build();

    private final Surroundings around;
    private final MigrationStyle style;
    private final Incoming incoming;
    private final Arrivals arrivals;
    private final Departures departures;
    private Optional<Outgoing> outgoing = Optional.empty();

    /** Makes them; none has begun. */
    public Migrations(Surroundings around) {
        this.around = around;
        this.style = around.style();
        this.incoming = new Incoming(around);
        this.arrivals = new Arrivals(around, incoming);
        this.departures = new Departures(around);
    }

    /** {@return what clients have set} */
    public MigrationSettings settings() {
        return around.settings();
    }

    /** {@return whether the machine is being migrated away} */
    public boolean isGoingOut() {
        return outgoing.filter(Outgoing::isRunning).isPresent();
    }

    /** {@return whether the machine waits to be migrated in} */
    public boolean isComingIn() {
        return around.machine().status().status().is(RunState.INMIGRATE);
    }

    /** {@return whether a connection of a migration could be cut} */
    public boolean canBeCut() {
        return isGoingOut() || incoming.isGoingOn();
    }

    /** Cuts the connection of a migration. */
    public void cut() {
        outgoing.ifPresent(migration -> migration.failed("Unable to write to socket: Broken pipe"));
    }

    /** {@return what a query says} */
    public MigrationInfo describe() {
        return outgoing.map(Outgoing::describe)
                .orElseGet(() -> around.config().incoming() ? incoming.describe() : NONE);
    }

    MigrationStatus status() {
        return outgoing.map(Outgoing::status)
                .orElse(around.config().incoming() ? incoming.status() : MigrationStatus.NONE);
    }

    Optional<Outgoing> outgoing() {
        return outgoing;
    }

    /** {@return completes when the way out is open, or being opened} */
    CompletionStage<Nothing> migrate(Migrate command, Optional<CommandContext> context, String unknown) {
        if (style.beginsBeforeLooking()) {
            if (command.uri() == null) {
                throw CommandFailedException.generic("Parameter 'uri' is missing");
            }
            needFree(command);
            return start(() -> Places.of(command.uri(), command.channels(), style.hasFiles(), unknown), context);
        }
        Place place = Places.of(command.uri(), command.channels(), style.hasFiles(), unknown);
        needFree(command);
        return start(() -> place, context);
    }

    private void needFree(Migrate command) {
        if (isGoingOut()) {
            throw CommandFailedException.generic("There's a migration process in progress");
        }
        if (Boolean.TRUE.equals(command.resume())) {
            throw CommandFailedException.generic("Cannot resume if there is no paused migration");
        }
        if (isComingIn()) {
            throw CommandFailedException.generic("Guest is waiting for an incoming migration");
        }
        if (around.machine().status().status().is(RunState.POSTMIGRATE)) {
            throw CommandFailedException.generic("Can't migrate the vm that was paused due to previous migration");
        }
    }

    private CompletionStage<Nothing> start(Supplier<Place> to, Optional<CommandContext> context) {
        Outgoing migration = new Outgoing(around, new Statistics(around.memory().size(), around.hasRate()));
        outgoing = Optional.of(migration);
        boolean isNamed = false;
        try {
            Place place = to.get();
            isNamed = true;
            return open(place, migration, context).exceptionallyCompose(failure -> {
                CommandFailedException cause = cause(failure);
                if (migration.isConnecting()) {
                    migration.fail(Optional.of(cause.error().desc()));
                }
                return failedFuture(cause);
            });
        } catch (CommandFailedException e) {
            migration.fail(isNamed ? Optional.of(e.error().desc()) : Optional.empty());
            throw e;
        }
    }

    private static CommandFailedException cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CommandFailedException failed
                ? failed
                : CommandFailedException.generic(String.valueOf(cause.getMessage()), cause);
    }

    private CompletionStage<Nothing> open(Place place, Outgoing migration, Optional<CommandContext> context) {
        if (place instanceof Place.Socket socket) {
            departures.connect(socket.address(), migration);
            return completedFuture(Nothing.NOTHING);
        }
        if (place instanceof Place.HostPath file) {
            around.config().hostFiles().require(file.name());
            return departures.write(file, migration);
        }
        if (place instanceof Place.Passed passed) {
            return departures.write(descriptor(passed, context), migration);
        }
        throw CommandFailedException.generic(((Place.Refused) place).sending());
    }

    /** Names are known to the monitor on which a descriptor has come, and lines of the human monitor have none. */
    private FileDescriptor descriptor(Place.Passed passed, Optional<CommandContext> context) {
        if (passed.isNumber()) {
            return inherited(passed);
        }
        CommandContext client = context.orElseThrow(() ->
                CommandFailedException.generic("File descriptor named '" + passed.name() + "' has not been found"));
        return SocketAddresses.descriptor(around.server(), client, passed.name());
    }

    /** Without native help it stays open, which is seen at the other end of a pipe only. */
    private static FileDescriptor inherited(Place.Passed passed) {
        int number = Integer.parseInt(passed.name());
        try {
            return DescriptorSource.installed().adopt(number);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            return new FileDescriptor(number, left -> {});
        }
    }

    /** {@return completes when a migration can come in} */
    CompletionStage<Nothing> receive(MigrateIncoming command, Optional<CommandContext> context) {
        boolean exitOnError = !Boolean.FALSE.equals(command.exitOnError());
        if (style.beginsBeforeLooking() && command.uri() == null) {
            throw CommandFailedException.generic("Parameter 'uri' is missing");
        }
        if (!around.config().incoming()) {
            throw CommandFailedException.generic("'-incoming' was not specified on the command line");
        }
        incoming.needNotBegun();
        if (style.beginsBeforeLooking()) {
            incoming.begin(exitOnError);
            return arrive(source(command), context, true);
        }
        Place place = source(command);
        incoming.begin(exitOnError);
        return arrive(place, context, true);
    }

    private Place source(MigrateIncoming command) {
        return Places.of(command.uri(), command.channels(), style.hasFiles(), UNKNOWN_SOURCE);
    }

    /**
     * Begins the migration into the machine that its configuration names, if any.
     *
     * @return completes on the server's loop when it can come in. Fails with a {@link CommandFailedException}
     */
    public CompletionStage<Nothing> start() {
        Optional<String> uri = around.config().incomingFrom();
        if (uri.isEmpty()) {
            return completedFuture(Nothing.NOTHING);
        }
        Place place = Places.of(uri.get(), style.hasFiles(), UNKNOWN_SOURCE);
        incoming.begin(true);
        return arrive(place, Optional.empty(), false);
    }

    private CompletionStage<Nothing> arrive(Place place, Optional<CommandContext> context, boolean isCommand) {
        if (place instanceof Place.Socket socket) {
            return arrivals.listen(socket.address());
        }
        if (place instanceof Place.HostPath file) {
            if (isCommand) {
                around.config().hostFiles().require(file.name());
            }
            return arrivals.read(file);
        }
        if (place instanceof Place.Passed passed) {
            return arrivals.read(descriptor(passed, context));
        }
        throw CommandFailedException.generic(((Place.Refused) place).receiving());
    }

    void saveDevices(XenSaveDevicesState command) {
        new DeviceStates(around).save(command.filename(), !Boolean.FALSE.equals(command.live()));
    }

    void loadDevices(String filename) {
        new DeviceStates(around).load(filename);
    }

    /** Closes what is open: the server has ended. */
    public void close() {
        outgoing.ifPresent(Outgoing::close);
        arrivals.close();
    }
}
