package io.qmp.plugin.machine.block;

import io.qmp.api.type.WireNaming;
import io.qmp.plugin.qemu.type.BlockPermission;
import io.qmp.plugin.qemu.type.JobType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The nodes that a job uses, which are busy until it has ended. */
final class JobNodes {
    static final List<BlockPermission> ALL = List.of(
            BlockPermission.RESIZE,
            BlockPermission.WRITE_UNCHANGED,
            BlockPermission.WRITE,
            BlockPermission.CONSISTENT_READ);

    private final String job;
    private final JobType type;
    private final List<Use> uses = new ArrayList<>();

    JobNodes(String job, JobType type) {
        this.job = job;
        this.type = type;
    }

    /** A use of one node; what the job has opened as a disk has no name. */
    record Use(
            JobNodes owner,
            String name,
            BlockNode node,
            boolean isDisk,
            List<BlockPermission> needed,
            List<BlockPermission> shared)
            implements NodeUser {
        /** Jobs stay at their nodes. */
        @Override
        public void replace(BlockNode before, BlockNode after) {}

        @Override
        public boolean isDisk() {
            return isDisk;
        }

        @Override
        public boolean fixesLength() {
            return !shared.contains(BlockPermission.RESIZE);
        }

        @Override
        public Optional<String> blocks() {
            return isDisk
                    ? Optional.empty()
                    : Optional.of("block device is in use by block job: " + WireNaming.enumValue(owner.type));
        }

        /** A copy that is kept up to date by a mirror may be given away. */
        @Override
        public boolean needsActive() {
            return owner.type != JobType.MIRROR
                    && (needed.contains(BlockPermission.WRITE) || needed.contains(BlockPermission.WRITE_UNCHANGED));
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Uses a node under a name, and makes it busy. */
    void add(String name, BlockNode node, List<BlockPermission> needed, List<BlockPermission> shared) {
        use(new Use(this, name, node, false, needed, shared));
    }

    /** Reads or writes a node, as a disk does. */
    void open(BlockNode node, List<BlockPermission> needed, List<BlockPermission> shared) {
        use(new Use(this, "root", node, true, needed, shared));
    }

    private void use(Use use) {
        uses.add(use);
        use.node().use(use);
    }

    /** Lets go of all nodes. */
    void release() {
        uses.forEach(use -> use.node().release(use));
        uses.clear();
    }

    String job() {
        return job;
    }

    JobType type() {
        return type;
    }

    List<Use> uses() {
        return Collections.unmodifiableList(uses);
    }
}
