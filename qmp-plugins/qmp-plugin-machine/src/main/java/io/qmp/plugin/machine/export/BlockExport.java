package io.qmp.plugin.machine.export;

import io.qmp.api.type.Open;
import io.qmp.plugin.machine.block.ActiveNodes;
import io.qmp.plugin.machine.block.BlockNode;
import io.qmp.plugin.machine.block.DirtyBitmap;
import io.qmp.plugin.machine.block.NodeUser;
import io.qmp.plugin.qemu.type.BlockExportInfo;
import io.qmp.plugin.qemu.type.BlockExportOptionsNbd;
import io.qmp.plugin.qemu.type.BlockExportType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A node that clients of the NBD server reach by a name. */
final class BlockExport implements NodeUser {
    private static final long SECTOR = 512;

    private final String id;
    private final NbdName name;
    private final boolean writable;
    private final boolean allowsInactive;
    private final long size;
    private final List<DirtyBitmap> bitmaps;
    private final Set<NbdSession> clients = new LinkedHashSet<>();
    private BlockNode node;

    /**
     * Makes one, which uses the node from now on, and makes it active unless the options allow another node.
     *
     * @param bitmaps the dirty bitmaps that go with it
     */
    BlockExport(BlockExportOptionsNbd options, NbdName name, BlockNode node, List<DirtyBitmap> bitmaps) {
        this.id = options.id();
        this.name = name;
        this.bitmaps = bitmaps;
        this.writable = Boolean.TRUE.equals(options.writable());
        this.allowsInactive = Boolean.TRUE.equals(options.allowInactive());
        if (!allowsInactive) {
            ActiveNodes.activate(node);
        }
        this.node = node;
        this.size = node.length() / SECTOR * SECTOR;
        node.use(this);
        bitmaps.forEach(bitmap -> bitmap.keep(true));
    }

    String id() {
        return id;
    }

    /** {@return what clients call it} */
    NbdName name() {
        return name;
    }

    boolean writable() {
        return writable;
    }

    /** {@return its bytes, whole sectors} */
    long size() {
        return size;
    }

    BlockNode node() {
        return node;
    }

    boolean isUsed() {
        return !clients.isEmpty();
    }

    void opened(NbdSession client) {
        clients.add(client);
    }

    void left(NbdSession client) {
        clients.remove(client);
    }

    @Override
    public void replace(BlockNode before, BlockNode after) {
        node.release(this);
        node = after;
        node.use(this);
    }

    @Override
    public boolean needsActive() {
        return writable && !allowsInactive;
    }

    @Override
    public boolean exportsWritable() {
        return writable;
    }

    /** Clients rely on the length that the negotiation has named. */
    @Override
    public boolean fixesLength() {
        return true;
    }

    /** Disconnects its clients and gives up the node. */
    void close() {
        List.copyOf(clients).forEach(NbdSession::abort);
        bitmaps.forEach(bitmap -> bitmap.keep(false));
        node.release(this);
    }

    BlockExportInfo info() {
        return new BlockExportInfo(id, Open.of(BlockExportType.NBD), node.name(), false);
    }
}
