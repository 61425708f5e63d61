package io.qmp.plugin.machine.migration;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.version.Wording;
import io.qmp.plugin.qemu.command.Migrate;
import io.qmp.plugin.qemu.command.MigrateCancel;
import io.qmp.plugin.qemu.command.MigrateContinue;
import io.qmp.plugin.qemu.command.MigrateIncoming;
import io.qmp.plugin.qemu.command.MigratePause;
import io.qmp.plugin.qemu.command.MigrateRecover;
import io.qmp.plugin.qemu.command.MigrateSetCapabilities;
import io.qmp.plugin.qemu.command.MigrateSetParameters;
import io.qmp.plugin.qemu.command.MigrateStartPostcopy;
import io.qmp.plugin.qemu.command.QueryMigrate;
import io.qmp.plugin.qemu.command.QueryMigrateCapabilities;
import io.qmp.plugin.qemu.command.QueryMigrateParameters;
import io.qmp.plugin.qemu.command.QueryMigrationthreads;
import io.qmp.plugin.qemu.command.XenLoadDevicesState;
import io.qmp.plugin.qemu.command.XenSaveDevicesState;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import io.qmp.plugin.qemu.type.MigrationInfo;
import io.qmp.plugin.qemu.type.MigrationStatus;
import io.qmp.plugin.qemu.type.MigrationThreadInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The commands and events of migration. There is no postcopy: its commands fail with QEMU's texts. */
public final class MigrationCommands {
    private static final String NO_POSTCOPY = "Postcopy is not supported";

    private final Migrations migrations;
    private final Wording wording;

    /** Makes them, for the registry and for other ways to say what they do. */
    public MigrationCommands(Migrations migrations, Wording wording) {
        this.migrations = migrations;
        this.wording = wording;
    }

    /** Registers them. */
    @SuppressWarnings("deprecation") // query-migrationthreads
    public void register(PluginRegistry registry) {
        MigrationSettings settings = migrations.settings();
        registry.command(QueryMigrate.class, returns(query -> migrations.describe()));
        registry.command(QueryMigrateCapabilities.class, returns(query -> settings.capabilities()));
        registry.command(MigrateSetCapabilities.class, does(set -> set(set.capabilities())));
        registry.command(QueryMigrateParameters.class, returns(query -> settings.parameters()));
        registry.command(MigrateSetParameters.class, does(set -> settings.set(set.parameters())));
        registry.command(
                Migrate.class,
                (migrate, context) -> migrations.migrate(migrate, Optional.of(context), wording.badProtocol()));
        registry.command(
                MigrateIncoming.class, (migrate, context) -> migrations.receive(migrate, Optional.of(context)));
        registry.command(MigrateCancel.class, does(cancel -> cancel()));
        registry.command(MigrateContinue.class, does(go -> goOn(go.state())));
        registry.command(MigrateStartPostcopy.class, does(start -> startPostcopy()));
        registry.command(MigratePause.class, does(pause -> pause()));
        registry.command(MigrateRecover.class, does(recover -> recover()));
        registry.command(QueryMigrationthreads.class, returns(query -> threads()));
        registry.command(XenSaveDevicesState.class, does(save -> migrations.saveDevices(save)));
        registry.command(XenLoadDevicesState.class, does(load -> migrations.loadDevices(load.filename())));
    }

    /** {@return completes when the way out is open, or being opened} */
    public CompletionStage<Nothing> migrate(String uri, boolean resume) {
        Migrate.Builder command = Migrate.builder().uri(uri);
        return migrations.migrate(
                (resume ? command.resume(true) : command).build(), Optional.empty(), wording.badProtocol());
    }

    /** {@return completes when a migration can come in} */
    public CompletionStage<Nothing> receive(String uri) {
        return migrations.receive(MigrateIncoming.builder().uri(uri).build(), Optional.empty());
    }

    /** {@return what a query says} */
    public MigrationInfo describe() {
        return migrations.describe();
    }

    /** Ends a migration. */
    public void cancel() {
        migrations.outgoing().ifPresent(Outgoing::cancel);
    }

    /** Always fails: nothing is paused. */
    public void pause() {
        fail(wording.noPause());
    }

    /** Always fails: nothing is paused. */
    public void recover() {
        fail("Migrate recover can only be run when postcopy is paused.");
    }

    /** Sets capabilities. */
    public void set(List<MigrationCapabilityStatus> changes) {
        if (migrations.isGoingOut()) {
            fail("There's a migration process in progress");
        }
        boolean wantsPostcopy = changes.stream()
                .anyMatch(change -> change.state() && change.capability().is(MigrationCapability.POSTCOPY_RAM));
        if (wantsPostcopy && migrations.isComingIn()) {
            fail(NO_POSTCOPY);
        }
        migrations.settings().set(changes);
    }

    /** Lets a migration go on that waits in a state. */
    public void goOn(MigrationStatus state) {
        Outgoing migration = migrations
                .outgoing()
                .orElseThrow(() -> CommandFailedException.generic(
                        "Migration not in expected state: " + Outgoing.named(migrations.status())));
        migration.goOn(state);
    }

    /** Always fails: there is no postcopy. */
    public void startPostcopy() {
        if (!migrations.settings().has(MigrationCapability.POSTCOPY_RAM)) {
            fail("Enable postcopy with migrate_set_capability before the start of migration");
        }
        fail(migrations.isGoingOut() ? NO_POSTCOPY : "Postcopy must be started after migration has been started");
    }

    /** The loop does what QEMU's thread does. */
    private List<MigrationThreadInfo> threads() {
        return migrations.isGoingOut()
                ? List.of(new MigrationThreadInfo(
                        "mig/src/main", ProcessHandle.current().pid()))
                : List.of();
    }

    private static void fail(String message) {
        throw CommandFailedException.generic(message);
    }
}
