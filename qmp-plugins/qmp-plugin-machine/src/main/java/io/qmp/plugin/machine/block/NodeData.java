package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The data of nodes, as programs besides the guest read and write them: those of a file of the host, shown by drivers
 * that do not arrange them anew. All other nodes are zeros.
 */
public final class NodeData {
    private NodeData() {}

    /**
     * Reads.
     *
     * @param into is filled from its position to its limit
     * @return why it fails; empty if it does not
     */
    public static Optional<Failure> read(BlockNode node, long offset, ByteBuffer into) {
        Optional<Failure> failure = node.execute(new Request(Operation.READ, offset, into.remaining()));
        if (failure.isEmpty() && isOfFile(node)) {
            try {
                into.put(node.read(offset, into.remaining()));
            } catch (CommandFailedException e) {
                return Optional.of(Failure.IO);
            }
        }
        into.position(into.limit()); // what is behind the end of the file is zeros
        return failure;
    }

    /**
     * Writes. What is written to nodes that are not those of a file must be zeros, as other data would be lost.
     *
     * @return why it fails; empty if it does not
     */
    public static Optional<Failure> write(BlockNode node, long offset, ByteBuffer bytes) {
        boolean kept = isOfFile(node);
        if (!kept && isImage(node) && !isZero(bytes)) {
            return Optional.of(Failure.IO);
        }
        Optional<Failure> failure = node.execute(new Request(Operation.WRITE, offset, bytes.remaining()));
        if (failure.isEmpty() && kept) {
            try {
                node.write(offset, bytes);
            } catch (CommandFailedException e) {
                return Optional.of(Failure.IO);
            }
        }
        return failure;
    }

    private static boolean isZero(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isImage(BlockNode node) {
        return !bottom(node).driver().keepsPlaces();
    }

    private static boolean isOfFile(BlockNode node) {
        return bottom(node).driver() instanceof FileDriver;
    }

    /** {@return the node that decides about the data: the last of the chain, or the first image in it} */
    private static BlockNode bottom(BlockNode top) {
        BlockNode node = top;
        while (node.driver().keepsPlaces() && node.child().isPresent()) {
            node = node.child().get();
        }
        return node;
    }
}
