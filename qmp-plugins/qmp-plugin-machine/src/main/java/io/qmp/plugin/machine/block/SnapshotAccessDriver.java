package io.qmp.plugin.machine.block;

import java.util.Optional;

/** The driver {@code snapshot-access}: what is below it, as it was when a backup began. */
record SnapshotAccessDriver() implements Driver {
    @Override
    public String name() {
        return "snapshot-access";
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return child.orElseThrow().length();
    }

    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return child.filter(node -> node.driver().isProtocol())
                .map(node -> node.summary().plainName());
    }
}
