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
    private final IncomingChannels channelsIn;
    private final OutgoingChannels channelsOut;
    private Optional<Outgoing> outgoing = Optional.empty();

    /** Makes them; none has begun. */
    public Migrations(Surroundings around) {
        this.around = around;
        this.style = around.style();
        this.incoming = new Incoming(around);
        this.channelsIn = new IncomingChannels(around, incoming);
        this.channelsOut = new OutgoingChannels(around);
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
            return start(
                    () -> EndpointParser.of(command.uri(), command.channels(), style.hasFiles(), unknown), context);
        }
        MigrationEndpoint endpoint = EndpointParser.of(command.uri(), command.channels(), style.hasFiles(), unknown);
        needFree(command);
        return start(() -> endpoint, context);
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

    private CompletionStage<Nothing> start(Supplier<MigrationEndpoint> to, Optional<CommandContext> context) {
        Outgoing migration = new Outgoing(around, new Statistics(around.memory().size(), around.hasRate()));
        outgoing = Optional.of(migration);
        boolean isNamed = false;
        try {
            MigrationEndpoint endpoint = to.get();
            isNamed = true;
            return open(endpoint, migration, context).exceptionallyCompose(failure -> {
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

    private CompletionStage<Nothing> open(
            MigrationEndpoint endpoint, Outgoing migration, Optional<CommandContext> context) {
        if (endpoint instanceof MigrationEndpoint.Socket socket) {
            channelsOut.connect(socket.address(), migration);
            return completedFuture(Nothing.NOTHING);
        }
        if (endpoint instanceof MigrationEndpoint.HostPath file) {
            around.config().hostFiles().require(file.name());
            return channelsOut.write(file, migration);
        }
        if (endpoint instanceof MigrationEndpoint.Passed passed) {
            return channelsOut.write(descriptor(passed, context), migration);
        }
        throw CommandFailedException.generic(((MigrationEndpoint.Refused) endpoint).sending());
    }

    /** Names are known to the monitor on which a descriptor has come, and lines of the human monitor have none. */
    private FileDescriptor descriptor(MigrationEndpoint.Passed passed, Optional<CommandContext> context) {
        if (passed.isNumber()) {
            return inherited(passed);
        }
        CommandContext client = context.orElseThrow(() ->
                CommandFailedException.generic("File descriptor named '" + passed.name() + "' has not been found"));
        return SocketAddresses.descriptor(around.server(), client, passed.name());
    }

    /** Without native help it stays open, which is seen at the other end of a pipe only. */
    private static FileDescriptor inherited(MigrationEndpoint.Passed passed) {
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
            return receive(source(command), context, true);
        }
        MigrationEndpoint endpoint = source(command);
        incoming.begin(exitOnError);
        return receive(endpoint, context, true);
    }

    private MigrationEndpoint source(MigrateIncoming command) {
        return EndpointParser.of(command.uri(), command.channels(), style.hasFiles(), UNKNOWN_SOURCE);
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
        MigrationEndpoint endpoint = EndpointParser.of(uri.get(), style.hasFiles(), UNKNOWN_SOURCE);
        incoming.begin(true);
        return receive(endpoint, Optional.empty(), false);
    }

    private CompletionStage<Nothing> receive(
            MigrationEndpoint endpoint, Optional<CommandContext> context, boolean isCommand) {
        if (endpoint instanceof MigrationEndpoint.Socket socket) {
            return channelsIn.listen(socket.address());
        }
        if (endpoint instanceof MigrationEndpoint.HostPath file) {
            if (isCommand) {
                around.config().hostFiles().require(file.name());
            }
            return channelsIn.read(file);
        }
        if (endpoint instanceof MigrationEndpoint.Passed passed) {
            return channelsIn.read(descriptor(passed, context));
        }
        throw CommandFailedException.generic(((MigrationEndpoint.Refused) endpoint).receiving());
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
        channelsIn.close();
    }
}
