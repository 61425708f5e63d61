package io.qmp.plugin.machine;

import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;

/**
 * What the parts of a machine are made from.
 *
 * @param config what the machine is made of
 * @param server the server that it is behind
 * @param codec reads and writes JSON
 */
record MachineContext(MachineConfig config, ServerContext server, WireCodec codec) {}
