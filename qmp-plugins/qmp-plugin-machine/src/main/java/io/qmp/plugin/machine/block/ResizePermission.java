package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The check whether nodes may be resized: not while a user relies on their length. */
final class ResizePermission {
    private ResizePermission() {}

    /** Fails if a user relies on the length of a node, or of one of the nodes below that would be resized with it. */
    static void check(BlockNode top) {
        String by = root(top);
        Optional<BlockNode> above = Optional.empty();
        for (Optional<BlockNode> next = Optional.of(top);
                next.isPresent();
                next = next.get().child()) {
            BlockNode node = next.get();
            if (above.isPresent()) {
                by = user(above.get(), node);
            }
            for (NodeUser user : node.users()) {
                if (user.fixesLength()) {
                    throw conflict(node, by, root(node));
                }
                if (user instanceof BlockNode other
                        && above.filter(other::equals).isEmpty()
                        && fixes(other)) {
                    throw conflict(node, by, user(other, node));
                }
            }
            above = next;
        }
    }

    private static CommandFailedException conflict(BlockNode node, String by, String owner) {
        return CommandFailedException.generic("Permission conflict on node '" + node.name()
                + "': permissions 'resize' are both required by " + by + " and unshared by " + owner + ".");
    }

    private static String root(BlockNode node) {
        return "an unnamed block device (uses node '" + node.name() + "' as 'root' child)";
    }

    private static String user(BlockNode user, BlockNode node) {
        return "node '" + user.name() + "' (uses node '" + node.name() + "' as 'file' child)";
    }

    /** {@return whether a node, or one above it, relies on the length of its child} */
    private static boolean fixes(BlockNode start) {
        Deque<BlockNode> left = new ArrayDeque<>(List.of(start));
        while (!left.isEmpty()) {
            BlockNode node = left.remove();
            if (node.driver().fixesLengthOfChild()) {
                return true;
            }
            for (NodeUser user : node.users()) {
                if (user instanceof BlockNode above) {
                    left.add(above);
                }
            }
        }
        return false;
    }
}
