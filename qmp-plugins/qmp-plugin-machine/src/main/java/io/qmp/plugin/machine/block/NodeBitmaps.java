package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dirty bitmaps of one node: the named ones by name, and the nameless ones of jobs. */
public final class NodeBitmaps {
    private final Set<DirtyBitmap> bitmaps = new LinkedHashSet<>();
    private final Map<String, DirtyBitmap> named = new HashMap<>();

    NodeBitmaps() {}

    /** {@return all bitmaps, the oldest first} */
    List<DirtyBitmap> all() {
        return new ArrayList<>(bitmaps);
    }

    /** {@return whether there is a bitmap of that name} */
    boolean has(String name) {
        return named.containsKey(name);
    }

    /**
     * {@return the bitmap of that name}
     *
     * @throws CommandFailedException with QEMU's text if there is none, or it is in use
     */
    DirtyBitmap get(String name) {
        DirtyBitmap bitmap = named.get(name);
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
        bitmaps.add(bitmap);
        if (bitmap.name() != null) {
            named.put(bitmap.name(), bitmap);
        }
    }

    /** Removes a bitmap. */
    void remove(DirtyBitmap bitmap) {
        bitmaps.remove(bitmap);
        if (bitmap.name() != null) {
            named.remove(bitmap.name(), bitmap);
        }
    }

    /** Marks what a request has changed. */
    void written(Request request) {
        bitmaps.forEach(bitmap -> bitmap.written(request.offset(), request.bytes()));
    }
}
