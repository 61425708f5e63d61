package io.qmp.plugin.machine.migration;

import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.block.ActiveNodes;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.machine.version.MigrationStyle;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.event.MigrationEvent;
import io.qmp.plugin.qemu.event.MigrationPassEvent;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationStatus;
import java.util.OptionalLong;

/**
 * What a migration acts on.
 *
 * @param server emits the events
 * @param machine the run state
 * @param timers the clock
 * @param memory what is sent
 * @param settings what clients have set
 * @param config the machine's configuration
 * @param nodes the block nodes, which the other end takes over
 */
public record Surroundings(
        ServerContext server,
        Machine machine,
        MachineTimers timers,
        Memory memory,
        MigrationSettings settings,
        MachineConfig config,
        ActiveNodes nodes) {
    MigrationStyle style() {
        return MigrationStyle.of(version());
    }

    private QemuVersion version() {
        return QemuVersion.of(server.version().qemu());
    }

    /** Emits an event if clients want to know of states. */
    void report(MigrationStatus status) {
        if (settings.has(MigrationCapability.EVENTS)) {
            reportAlways(status);
        }
    }

    /** Emits an event, whether clients want to know of states or not. */
    void reportAlways(MigrationStatus status) {
        server.emit(new MigrationEvent(Open.of(status)));
    }

    /** Emits an event if clients want to know of passes over the memory. */
    void reportPass(int pass) {
        if (settings.has(MigrationCapability.EVENTS)) {
            server.emit(new MigrationPassEvent(pass));
        }
    }

    /** Does something in a later turn. */
    void later(Runnable task) {
        timers.execute(task);
    }

    /** {@return whether the configuration says how fast memory is sent} */
    boolean hasRate() {
        return config.migrationRate() > 0;
    }

    /** {@return how many bytes a second may be sent at the moment} */
    long bytesPerSecond() {
        Long set = settings.parameters().maxBandwidth();
        long most = set == null || set <= 0 ? Long.MAX_VALUE : set;
        return hasRate() ? Math.min(most, config.migrationRate()) : most;
    }

    long downtimeLimit() {
        Long limit = settings.parameters().downtimeLimit();
        return limit == null ? 0 : limit;
    }

    /** {@return what a machine like this one is called in a stream} */
    String type() {
        return config.type().ofVersion(version()).name();
    }

    /** {@return the state of the machine, as it goes through a stream} */
    MachineState state() {
        return new MachineState(
                type(),
                memory.size(),
                machine.status().status().known().orElseThrow(),
                memory.device()
                        .map(balloon -> OptionalLong.of(balloon.actual()))
                        .orElse(OptionalLong.empty()));
    }

    /** The machine has the devices of another one now. */
    void restoreDevices(MachineState state) {
        state.balloon().ifPresent(size -> memory.device().ifPresent(balloon -> balloon.restore(size)));
    }

    /** The machine has the state of another one now. */
    void restore(MachineState state) {
        restoreDevices(state);
        if (!settings.has(MigrationCapability.LATE_BLOCK_ACTIVATE)) {
            nodes.activateAll();
        }
        machine.migratedIn(state.runState());
    }
}
