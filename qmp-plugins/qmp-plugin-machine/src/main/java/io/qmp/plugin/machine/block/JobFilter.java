package io.qmp.plugin.machine.block;

import io.qmp.api.value.QmpObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The filter that a job puts above a node: it passes all accesses on.
 *
 * @param name the driver's name
 * @param childName the name of the edge to the node
 * @param target the copy, above which it is, too
 * @param isImplicit whether disks and chains are shown as if it were not there
 */
record JobFilter(String name, String childName, Optional<BlockNode> target, boolean isImplicit) implements Driver {
    static final String MIRROR = "mirror_top";
    static final String COMMIT = "commit_top";
    static final String STREAM = "copy-on-read";
    static final String BACKUP = "copy-before-write";

    static JobFilter ofMirror() {
        return new JobFilter(MIRROR, "backing", Optional.empty(), false);
    }

    static JobFilter ofCommit() {
        return new JobFilter(COMMIT, "backing", Optional.empty(), false);
    }

    static JobFilter ofStream() {
        return new JobFilter(STREAM, "file", Optional.empty(), false);
    }

    static JobFilter ofBackup(BlockNode target) {
        return new JobFilter(BACKUP, "file", Optional.of(target), false);
    }

    /** {@return the same filter, which disks and chains do not show unless it is that of a backup} */
    JobFilter hidden() {
        return target.isPresent() ? this : new JobFilter(name, childName, target, true);
    }

    /** {@return whether it is opened as other nodes are, not only put there} */
    boolean isOpened() {
        return name.equals(STREAM) || name.equals(BACKUP);
    }

    @Override
    public boolean isFilter() {
        return true;
    }

    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return child.map(BlockNode::filename);
    }

    @Override
    public QmpObject options() {
        return QmpObject.EMPTY;
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
