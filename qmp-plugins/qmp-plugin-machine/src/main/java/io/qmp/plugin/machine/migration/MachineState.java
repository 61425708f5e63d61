package io.qmp.plugin.machine.migration;

import io.qmp.plugin.qemu.type.RunState;
import java.util.OptionalLong;

/**
 * What of a machine goes through the stream.
 *
 * @param type the type of the board, with its version
 * @param memory the bytes of memory
 * @param runState the state that it was in before it was stopped for the migration
 * @param balloon the size that the balloon leaves to the guest, if there is a balloon
 */
record MachineState(String type, long memory, RunState runState, OptionalLong balloon) {}
