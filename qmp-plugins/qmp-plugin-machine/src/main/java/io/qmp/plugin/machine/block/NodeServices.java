package io.qmp.plugin.machine.block;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import java.util.function.Consumer;

/**
 * Services that nodes use from outside the graph.
 *
 * @param events takes their events
 * @param codec formats the options in their names
 */
record NodeServices(Consumer<BlockWriteThresholdEvent> events, WireCodec codec) {}
