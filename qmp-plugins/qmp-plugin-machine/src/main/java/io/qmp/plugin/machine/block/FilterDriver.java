package io.qmp.plugin.machine.block;

import io.qmp.api.value.QmpObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A filter: passes all accesses on to its child.
 *
 * @param name the driver's name
 * @param options its options, without its child
 * @param childName the name of the edge to its child
 */
record FilterDriver(String name, QmpObject options, String childName) implements Driver {
    FilterDriver(String name, QmpObject options) {
        this(name, options, "file");
    }

    @Override
    public boolean isFilter() {
        return true;
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return child.orElseThrow().length();
    }

    @Override
    public OptionalLong resize(long bytes) {
        return OptionalLong.of(bytes);
    }
}
