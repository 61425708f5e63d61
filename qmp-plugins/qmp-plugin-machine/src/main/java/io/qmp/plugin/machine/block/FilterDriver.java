package io.qmp.plugin.machine.block;

import io.qmp.api.value.QmpObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lets everything through to its child.
 *
 * @param name the driver's name
 * @param options what it was told, without its child
 */
record FilterDriver(String name, QmpObject options) implements Driver {
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
