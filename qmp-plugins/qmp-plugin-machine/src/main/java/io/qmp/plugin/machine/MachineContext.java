package io.qmp.plugin.machine;

import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;

/**
 * What the parts of a machine need to be made.
 *
 * @param config the configuration
 * @param server the server that serves the machine
 * @param codec reads and writes JSON
 */
record MachineContext(MachineConfig config, ServerContext server, WireCodec codec) {}
