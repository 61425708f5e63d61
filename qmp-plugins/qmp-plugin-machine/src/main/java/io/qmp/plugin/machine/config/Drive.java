package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import java.util.Optional;

/**
 * A drive of {@code -drive}: a name by which devices find a block node that has no name of its own.
 *
 * @param id its name
 * @param node the node; empty for a drive without a medium
 * @param removable whether it is one of a device that takes media out
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Drive(String id, Optional<BlockdevOptions> node, boolean removable) {}
