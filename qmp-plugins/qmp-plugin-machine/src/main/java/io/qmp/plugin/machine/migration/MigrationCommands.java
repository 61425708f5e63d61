package io.qmp.plugin.machine.migration;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.version.Behaviour;
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
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationChannel;
import io.qmp.plugin.qemu.type.MigrationInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commands of migration. Migration is not simulated: commands that control a running one fail with QEMU's
 * texts.
 */
public final class MigrationCommands {
    private static final Pattern KNOWN_PROTOCOL =
            Pattern.compile("(tcp|unix|vsock|fd|exec|rdma|file):.*", Pattern.DOTALL);

    private final MigrationSettings settings;
    private final boolean incoming;
    private final Wording wording;

    private MigrationCommands(MigrationSettings settings, boolean incoming, Wording wording) {
        this.wording = wording;
        this.settings = settings;
        this.incoming = incoming;
    }

    /**
     * Registers them.
     *
     * @param settings the settings that they query and change
     * @param incoming whether the machine waits to be migrated in
     */
    public static void register(PluginRegistry registry, MigrationSettings settings, boolean incoming) {
        MigrationCommands migration = new MigrationCommands(
                settings,
                incoming,
                Behaviour.of(registry.server().version().qemu()).wording());
        registry.command(
                QueryMigrate.class, returns(query -> MigrationInfo.builder().build()));
        registry.command(QueryMigrateCapabilities.class, returns(query -> settings.capabilities()));
        registry.command(MigrateSetCapabilities.class, does(set -> settings.set(set.capabilities())));
        registry.command(QueryMigrateParameters.class, returns(query -> settings.parameters()));
        registry.command(MigrateSetParameters.class, does(set -> settings.set(set.parameters(), migration.wording)));
        registry.command(Migrate.class, does(migration::migrate));
        registry.command(MigrateIncoming.class, does(migration::migrateIncoming));
        registry.command(MigrateCancel.class, does(cancel -> {}));
        registry.command(MigrateContinue.class, does(go -> fail("Migration not in expected state: none")));
        registry.command(MigrateStartPostcopy.class, does(start -> migration.startPostcopy()));
        registry.command(MigratePause.class, does(pause -> fail(migration.wording.noPause())));
        registry.command(
                MigrateRecover.class,
                does(recover -> fail("Migrate recover can only be run when postcopy is paused.")));
    }

    private void migrate(Migrate migrate) {
        checkTarget(migrate.uri(), migrate.channels());
        if (Boolean.TRUE.equals(migrate.resume())) {
            fail("Cannot resume if there is no paused migration");
        }
        fail(incoming ? "Guest is waiting for an incoming migration" : "This machine cannot be migrated");
    }

    private void migrateIncoming(MigrateIncoming migrate) {
        if (!incoming) {
            fail("'-incoming' was not specified on the command line");
        }
        checkTarget(migrate.uri(), migrate.channels());
        fail("This machine cannot be migrated");
    }

    private void startPostcopy() {
        fail(
                settings.has(MigrationCapability.POSTCOPY_RAM)
                        ? "Postcopy must be started after migration has been started"
                        : "Enable postcopy with migrate_set_capability before the start of migration");
    }

    private void checkTarget(@Nullable String uri, @Nullable List<MigrationChannel> channels) {
        if (uri == null && channels == null) {
            fail("need either 'uri' or 'channels' argument");
        }
        if (uri != null && !KNOWN_PROTOCOL.matcher(uri).matches()) {
            fail(wording.badProtocol().formatted(uri));
        }
    }

    private static void fail(String message) {
        throw CommandFailedException.generic(message);
    }
}
