package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The driver {@code raw}: its child, or a part of it. */
final class RawDriver implements Driver {
    private final @Nullable Long offset;
    private final @Nullable Long size;

    RawDriver(BlockdevOptionsRaw given, BlockNode child) {
        this.offset = inRange("offset", given.offset());
        this.size = inRange("size", given.size());
        if (place(0) > child.length()) {
            throw CommandFailedException.generic("Offset (" + place(0)
                    + ") cannot be greater than size of the containing file (" + child.length() + ")");
        } else if (size != null && size > child.length() - place(0)) {
            throw CommandFailedException.generic("The sum of offset (" + place(0) + ") and size (" + size
                    + ") has to be smaller or equal to the  actual size of the containing file (" + child.length()
                    + ")");
        }
    }

    /** {@return a value that must not be negative} */
    static @Nullable Long inRange(String name, @Nullable Long value) {
        if (value != null && value < 0) {
            throw CommandFailedException.generic("Value '" + value + "' is out of range for parameter '" + name + "'");
        }
        return value;
    }

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public QmpObject options() {
        QmpObject.Builder options = QmpObject.builder();
        if (offset != null) {
            options.put("offset", QmpValue.of(offset));
        }
        if (size != null) {
            options.put("size", QmpValue.of(size));
        }
        return options.build();
    }

    @Override
    public boolean fixesLengthOfChild() {
        return size != null || place(0) != 0;
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return size != null ? size : child.orElseThrow().length() - place(0);
    }

    @Override
    public long place(long position) {
        return position + (offset == null ? 0 : offset);
    }

    /** The child's name, if a node that is opened by it shows the same. */
    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return options().isEmpty()
                ? child.filter(node -> node.driver().isProtocol())
                        .map(node -> node.summary().plainName())
                : Optional.empty();
    }

    @Override
    public OptionalLong resize(long bytes) {
        if (size != null) {
            throw CommandFailedException.generic("Cannot resize fixed-size raw disks");
        }
        return OptionalLong.of(place(bytes));
    }
}
