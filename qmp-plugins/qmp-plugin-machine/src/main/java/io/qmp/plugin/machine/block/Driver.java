package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.plugin.qemu.type.ImageInfo;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The driver of a node: how the node's content follows from its child, or from the host. */
interface Driver {
    /** {@return its name, such as {@code null-co}} */
    String name();

    /** {@return the options that decide what can be read from the node, without its driver and its child} */
    default QmpObject options() {
        return QmpObject.EMPTY;
    }

    /** {@return the name of the edge to its child} */
    default String childName() {
        return "file";
    }

    /** {@return whether an image below is another one than the node's name says} */
    default boolean overrides(Optional<BlockNode> backing) {
        return false;
    }

    /** {@return what requests have to keep to} */
    default Limits limits(Optional<BlockNode> child) {
        return child.map(node -> node.summary().limits()).orElse(Limits.NOTHING_STORED);
    }

    /** {@return the size of the pieces in which an image is stored, if it has such} */
    default Optional<Long> clusterSize() {
        return Optional.empty();
    }

    /** Adds to the description of the image what only this driver knows. */
    default void describe(ImageInfo.Builder image) {}

    /** {@return why a request fails; {@code null} if it does not} */
    default @Nullable Failure fault(Request request) {
        return null;
    }

    /** {@return bytes of a file of the host; none if there is no file} Fewer at its end. */
    default ByteBuffer read(long offset, int length) {
        return ByteBuffer.allocate(0);
    }

    /** Writes to a file of the host. */
    default void write(long offset, ByteBuffer bytes) {}

    /** {@return whether it is a filter, which is not an image of its own} */
    default boolean isFilter() {
        return false;
    }

    /** {@return whether it is a filter that disks and chains do not show} */
    default boolean isImplicit() {
        return false;
    }

    /** {@return whether it needs no other node} */
    default boolean isProtocol() {
        return false;
    }

    /** {@return whether it relies on its child to keep its length} */
    default boolean fixesLengthOfChild() {
        return false;
    }

    /** {@return the bytes that can be read} */
    long length(Optional<BlockNode> child);

    /** {@return whether its data are those of its child at {@link #place}; else it is an image with its own order} */
    default boolean keepsPlaces() {
        return true;
    }

    /** {@return the offset in the child of an offset in the node} */
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

    /** {@return the bytes that the host stores for the node, if that is known} */
    default Optional<Long> actualSize(Optional<BlockNode> child) {
        return child.map(node -> node.summary().actualSize());
    }

    /** {@return whether the image was not closed properly, if its format knows} */
    default Optional<Boolean> dirtyFlag() {
        return Optional.empty();
    }

    /** Gives up what the driver uses of the host; its node is removed. */
    default void close() {}

    /**
     * Resizes the node.
     *
     * @return the length that the child has to get for it; empty if it is done
     */
    default OptionalLong resize(long length) {
        throw CommandFailedException.generic("Image format driver does not support resize");
    }
}
