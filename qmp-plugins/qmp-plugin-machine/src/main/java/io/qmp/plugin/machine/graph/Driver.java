package io.qmp.plugin.machine.graph;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.plugin.qemu.type.ImageInfo;
import java.util.Optional;

/** What a node makes of its child, or of the host. */
interface Driver {
    /** {@return its name, such as {@code null-co}} */
    String name();

    /** {@return the options that decide what can be read from the node, without its driver and its child} */
    default QmpObject options() {
        return QmpObject.EMPTY;
    }

    /** {@return whether it lets everything through, so that it does not count as an image of its own} */
    default boolean isFilter() {
        return false;
    }

    /** {@return whether it needs no other node} */
    default boolean isProtocol() {
        return false;
    }

    /** {@return the bytes that can be read} */
    long length(Optional<BlockNode> child);

    /** {@return where in the child an offset of the node is} */
    default long place(long offset) {
        return offset;
    }

    /** {@return how long an access takes, in nanoseconds} */
    default long latencyNs() {
        return 0;
    }

    /** {@return the name by which the node could be opened without options, if there is one} */
    default Optional<String> filename(Optional<BlockNode> child) {
        return Optional.empty();
    }

    /** Completes what is told of the image. */
    default ImageInfo.Builder describe(ImageInfo.Builder image, Optional<BlockNode> child) {
        child.flatMap(BlockNode::actualSize).ifPresent(image::actualSize);
        return image;
    }

    /** Gives the node another length. */
    default void resize(Optional<BlockNode> child, long length) {
        throw CommandFailedException.generic("Image format driver does not support resize");
    }
}
