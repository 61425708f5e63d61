package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.Optional;

/** The check whether a node can become a copy: it must be writable, and no disk of the guest. */
final class TargetCheck {
    private TargetCheck() {}

    /** Checks the target of a mirror. */
    static void ofMirror(BlockNode target) {
        if (target.readOnly()) {
            throw CommandFailedException.generic("Block node is read-only");
        }
        disk(target).ifPresent(disk -> {
            throw CommandFailedException.generic(conflict(
                    target,
                    "consistent read, write",
                    disk,
                    "an unnamed block device (uses node '" + target.name() + "' as 'root' child)"));
        });
    }

    /** Checks the target of a backup. */
    static void ofBackup(BlockNode target, String filter) {
        if (target.readOnly()) {
            throw CommandFailedException.generic("Could not create node: Block node is read-only");
        }
        disk(target).ifPresent(disk -> {
            throw CommandFailedException.generic("Could not create node: "
                    + conflict(
                            target,
                            "write",
                            "node '" + filter + "' (uses node '" + target.name() + "' as 'target' child)",
                            disk));
        });
    }

    private static Optional<String> disk(BlockNode node) {
        return node.users().stream()
                .filter(DiskDevice.class::isInstance)
                .map(user -> "block device '" + ((DiskDevice) user).path() + "' (uses node '" + node.name()
                        + "' as 'root' child)")
                .findFirst();
    }

    private static String conflict(BlockNode node, String permissions, String by, String owner) {
        return "Permission conflict on node '" + node.name() + "': permissions '" + permissions
                + "' are both required by " + by + " and unshared by " + owner + ".";
    }
}
