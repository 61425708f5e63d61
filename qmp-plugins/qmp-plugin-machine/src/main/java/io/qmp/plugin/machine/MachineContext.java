package io.qmp.plugin.machine;

import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.object.Recorded;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.QemuVersion;

/**
 * Everything that parts of a machine are made with.
 *
 * @param config the configuration
 * @param server the server that serves the machine
 * @param codec reads and writes JSON
 * @param timers the timers of the machine
 */
record MachineContext(MachineConfig config, ServerContext server, WireCodec codec, MachineTimers timers) {
    /** {@return what was recorded of the version that the server behaves as} */
    Recorded recorded() {
        return new Recorded(QemuVersion.of(server.version().qemu()));
    }
}
