package io.qmp.plugin.machine.export;

import io.qmp.api.wire.ListenOptions;
import io.qmp.plugin.machine.block.BlockNode;
import java.util.Optional;

/** The parts of the machine that exports depend on. */
public interface Surroundings {
    /**
     * {@return the name of the disk that lets nobody else write to a node, if there is one} Disks of a machine that
     * waits to be migrated in let others write.
     */
    Optional<String> owner(BlockNode node);

    /** {@return whether there is an I/O thread of that id} */
    boolean hasThread(String id);

    /** {@return how the server of exports may listen} */
    ListenOptions listenOptions();
}
