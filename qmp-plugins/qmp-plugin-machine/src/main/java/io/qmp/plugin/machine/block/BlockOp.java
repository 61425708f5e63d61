package io.qmp.plugin.machine.block;

/** What commands do to nodes that are not free for everything. */
enum BlockOp {
    /** Removes the node. */
    REMOVE(false),
    /** Changes its length. */
    RESIZE(false),
    /** Puts an image on top of it. */
    SNAPSHOT(false),
    /** Writes what is in it to an image below. */
    COMMIT_SOURCE(false),
    /** Takes what is in an image above. */
    COMMIT_TARGET(true),
    /** Copies what is below into it. */
    STREAM(true),
    /** Copies it. */
    MIRROR_SOURCE(false),
    /** Becomes a copy. */
    MIRROR_TARGET(false),
    /** Gives way to a copy. */
    REPLACE(false),
    /** Copies it as it is now. */
    BACKUP_SOURCE(true),
    /** Becomes a copy as it is now. */
    BACKUP_TARGET(true);

    private final boolean allowedBelowImages;

    BlockOp(boolean allowedBelowImages) {
        this.allowedBelowImages = allowedBelowImages;
    }

    /** {@return whether an image may be above the node} */
    boolean isAllowedBelowImages() {
        return allowedBelowImages;
    }
}
