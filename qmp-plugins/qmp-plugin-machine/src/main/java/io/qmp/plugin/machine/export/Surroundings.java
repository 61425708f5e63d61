package io.qmp.plugin.machine.export;

import io.qmp.plugin.machine.block.BlockNode;
import java.util.Optional;

/** The parts of the machine that exports depend on. */
public interface Surroundings {
    /** {@return the name of the disk that lets nobody else write to a node, if there is one} */
    Optional<String> owner(BlockNode node);

    /** {@return whether there is an I/O thread of that id} */
    boolean hasThread(String id);
}
