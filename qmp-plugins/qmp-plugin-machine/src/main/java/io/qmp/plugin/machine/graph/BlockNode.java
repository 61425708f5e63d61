package io.qmp.plugin.machine.graph;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import io.qmp.plugin.qemu.type.BlockDeviceCacheInfo;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import io.qmp.plugin.qemu.type.ImageInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** A block node: passes accesses on to its child, or fails them when it was told to. */
public final class BlockNode implements NodeUser {
    private final String name;
    private final String childName;
    private final boolean ownedByMonitor;
    private final Consumer<BlockWriteThresholdEvent> events;
    private final List<NodeUser> users = new ArrayList<>();
    private final List<DirtyBitmap> bitmaps = new ArrayList<>();
    private final Queue<Failure> failures = new ArrayDeque<>();
    private Driver driver;
    private NodeFlags flags;
    private Optional<BlockNode> child;
    private long highestWrite;
    private long writeThreshold;

    BlockNode(
            String name,
            Driver driver,
            NodeFlags flags,
            String childName,
            Optional<BlockNode> child,
            boolean ownedByMonitor,
            Consumer<BlockWriteThresholdEvent> events) {
        this.name = name;
        this.driver = driver;
        this.flags = flags;
        this.childName = childName;
        this.child = child;
        this.ownedByMonitor = ownedByMonitor;
        this.events = events;
        child.ifPresent(node -> node.users.add(this));
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    Driver driver() {
        return driver;
    }

    /** {@return what it is made of, if it is made of another node} */
    public Optional<BlockNode> child() {
        return child;
    }

    /** {@return whether its child is all that it shows} */
    public boolean isFilter() {
        return driver.isFilter();
    }

    boolean isOwnedByMonitor() {
        return ownedByMonitor;
    }

    /** {@return who uses it} */
    public List<NodeUser> users() {
        return users;
    }

    /** {@return its bitmaps, the oldest first} */
    public List<DirtyBitmap> bitmaps() {
        return bitmaps;
    }

    /** {@return the bytes that can be read} */
    public long length() {
        return driver.length(child);
    }

    /** Gives it another length. */
    public void resize(long bytes) {
        driver.resize(child, bytes);
    }

    /** {@return how long an access takes, in nanoseconds} */
    public long latencyNs() {
        return driver.latencyNs() + child.map(BlockNode::latencyNs).orElse(0L);
    }

    /** {@return where the highest write has ended} */
    public long highestWrite() {
        return highestWrite;
    }

    /** {@return whether it cannot be written} */
    public boolean readOnly() {
        return flags.readOnly();
    }

    /** Has it tell once of a write beyond an offset; 0 for not at all. */
    public void writeThreshold(long offset) {
        writeThreshold = offset;
    }

    /** Fails an access to come. */
    public void fail(Failure failure) {
        failures.add(failure);
    }

    /** Carries a request out. */
    public Optional<Failure> carryOut(Request request) {
        if (request.changes() && flags.readOnly()) {
            return Optional.of(Failure.NOT_PERMITTED);
        }
        Optional<Failure> failure = Optional.ofNullable(failures.poll())
                .or(() -> child.flatMap(node -> node.carryOut(request.at(driver.place(request.offset())))));
        if (failure.isEmpty() && request.changes()) {
            bitmaps.forEach(bitmap -> bitmap.written(request.offset(), request.bytes()));
            if (request.operation() == Operation.WRITE) {
                written(request.offset() + request.bytes());
            }
        }
        return failure;
    }

    private void written(long end) {
        highestWrite = Math.max(highestWrite, end);
        if (writeThreshold > 0 && end > writeThreshold) {
            events.accept(new BlockWriteThresholdEvent(name, end - writeThreshold, writeThreshold));
            writeThreshold = 0;
        }
    }

    @Override
    public void replace(BlockNode node) {
        child.ifPresent(before -> before.users.remove(this));
        child = Optional.of(node);
        node.users.add(this);
    }

    void reopen(NodeFlags newFlags, Driver newDriver) {
        flags = newFlags;
        driver = newDriver;
    }

    QmpObject options() {
        return driver.options();
    }

    /** Lets go of its child. */
    void close() {
        child.ifPresent(node -> node.users.remove(this));
    }

    /** {@return the name by which it can be opened: that of a file, or all its options} */
    public String filename() {
        return driver.filename(child)
                .orElseGet(() -> "json:" + WireCodec.installed().format(fullOptions(), WireFormat.SERVER));
    }

    /** {@return the name by which a node with this child and no options can be opened} */
    Optional<String> protocolName() {
        return driver.isProtocol() ? driver.filename(child) : Optional.empty();
    }

    private QmpObject fullOptions() {
        QmpObject.Builder options = QmpObject.builder();
        driver.options().members().forEach(options::put);
        options.put("driver", QmpValue.of(driver.name()));
        child.ifPresent(node -> options.put(childName, node.fullOptions()));
        return options.build();
    }

    Optional<Long> actualSize() {
        return Optional.ofNullable(image(true).actualSize());
    }

    private ImageInfo image(boolean flat) {
        ImageInfo.Builder image = driver.describe(ImageInfo.builder(filename(), driver.name(), length()), child);
        if (!flat && driver.isFilter()) {
            child.ifPresent(node -> image.backingImage(node.image(false)));
        }
        return image.build();
    }

    private long depth() {
        return driver.isFilter() ? 1 + child.orElseThrow().depth() : 0;
    }

    /**
     * {@return what queries tell of the node}
     *
     * @param writeback whether its user leaves writes in the cache
     * @param flat whether images below are left out
     * @param limits how much its user may ask
     */
    public BlockDeviceInfo info(boolean writeback, boolean flat, IoLimits limits) {
        BlockDeviceInfo.Builder info = limits.describe(
                        filename(),
                        flags.readOnly(),
                        driver.name(),
                        depth(),
                        flags.detectZeroes(),
                        image(flat),
                        new BlockDeviceCacheInfo(writeback, flags.direct(), flags.noFlush()),
                        writeThreshold)
                .nodeName(name)
                .active(true);
        if (!bitmaps.isEmpty()) {
            List<DirtyBitmap> youngestFirst = new ArrayList<>(bitmaps);
            Collections.reverse(youngestFirst);
            info.dirtyBitmaps(youngestFirst.stream().map(DirtyBitmap::info).toList());
        }
        return info.build();
    }

    /** {@return one of its bitmaps} */
    public DirtyBitmap bitmap(String bitmapName) {
        return bitmaps.stream()
                .filter(bitmap -> bitmap.name().equals(bitmapName))
                .findFirst()
                .orElseThrow(() -> CommandFailedException.generic("Dirty bitmap '" + bitmapName + "' not found"));
    }
}
