package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dirty bitmaps of one node, by name. */
public final class NodeBitmaps {
    private final List<DirtyBitmap> bitmaps = new ArrayList<>();

    NodeBitmaps() {}

    /** {@return all bitmaps, the oldest first} */
    List<DirtyBitmap> all() {
        return new ArrayList<>(bitmaps);
    }

    /** {@return whether there is a bitmap of that name} */
    boolean has(String name) {
        return find(name).isPresent();
    }

    /**
     * {@return the bitmap of that name}
     *
     * @throws CommandFailedException with QEMU's text if there is none, or it is in use
     */
    DirtyBitmap get(String name) {
        DirtyBitmap bitmap =
                find(name).orElseThrow(() -> CommandFailedException.generic("Dirty bitmap '" + name + "' not found"));
        if (bitmap.isKept()) {
            throw CommandFailedException.generic(
                    "Bitmap '" + name + "' is currently in use by another operation and cannot be used");
        }
        return bitmap;
    }

    private Optional<DirtyBitmap> find(String name) {
        return bitmaps.stream().filter(bitmap -> name.equals(bitmap.name())).findFirst();
    }

    /** Adds a bitmap whose name is free. */
    void add(DirtyBitmap bitmap) {
        bitmaps.add(bitmap);
    }

    /** Removes a bitmap. */
    void remove(DirtyBitmap bitmap) {
        bitmaps.remove(bitmap);
    }

    /** Marks what a request has changed. */
    void written(Request request) {
        bitmaps.forEach(bitmap -> bitmap.written(request.offset(), request.bytes()));
    }
}
