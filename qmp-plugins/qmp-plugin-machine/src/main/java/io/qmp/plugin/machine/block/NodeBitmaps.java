package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dirty bitmaps of one node, by name. */
public final class NodeBitmaps {
    private final Map<String, DirtyBitmap> bitmaps = new LinkedHashMap<>();

    NodeBitmaps() {}

    /** {@return all bitmaps, the oldest first} */
    List<DirtyBitmap> all() {
        return new ArrayList<>(bitmaps.values());
    }

    /** {@return whether there is a bitmap of that name} */
    boolean has(String name) {
        return bitmaps.containsKey(name);
    }

    /**
     * {@return the bitmap of that name}
     *
     * @throws CommandFailedException with QEMU's text if there is none, or it is in use
     */
    DirtyBitmap get(String name) {
        DirtyBitmap bitmap = bitmaps.get(name);
        if (bitmap == null) {
            throw CommandFailedException.generic("Dirty bitmap '" + name + "' not found");
        }
        if (bitmap.isKept()) {
            throw CommandFailedException.generic(
                    "Bitmap '" + name + "' is currently in use by another operation and cannot be used");
        }
        return bitmap;
    }

    /** Adds a bitmap whose name is free. */
    void add(DirtyBitmap bitmap) {
        bitmaps.put(bitmap.name(), bitmap);
    }

    /** Removes a bitmap. */
    void remove(DirtyBitmap bitmap) {
        bitmaps.remove(bitmap.name(), bitmap);
    }

    /** Marks what a request has changed. */
    void written(Request request) {
        bitmaps.values().forEach(bitmap -> bitmap.written(request.offset(), request.bytes()));
    }
}
