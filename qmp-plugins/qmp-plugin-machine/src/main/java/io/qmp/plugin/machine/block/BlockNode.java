package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A block node: passes accesses on to its child, or fails them if {@link #fail} was called. Chains of nodes may
 * have any length: methods loop along a chain instead of calling themselves, and a summary of the nodes below is
 * kept, which is computed again only when one of them changes.
 */
public final class BlockNode implements NodeUser {
    private final String name;
    private final boolean ownedByMonitor;
    private final NodeServices services;
    private final Set<NodeUser> users = new LinkedHashSet<>();
    private final NodeBitmaps bitmaps = new NodeBitmaps();
    private final HighestWrite highestWrite;
    private final Queue<Failure> failures = new ArrayDeque<>();
    private NodeContent content;
    private NodeSummary summary;
    private @Nullable String filename;
    private boolean active = true;

    BlockNode(String name, NodeContent content, boolean ownedByMonitor, NodeServices services) {
        this.name = name;
        this.content = content;
        this.ownedByMonitor = ownedByMonitor;
        this.services = services;
        this.highestWrite = new HighestWrite(name, services.events());
        this.summary = NodeSummary.of(content.driver(), content.child());
        content.below().forEach(node -> node.users.add(this));
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    NodeContent content() {
        return content;
    }

    Driver driver() {
        return content.driver();
    }

    NodeFlags flags() {
        return content.flags();
    }

    /** {@return its child, if it has one} */
    public Optional<BlockNode> child() {
        return content.child();
    }

    /** {@return the node with the image below, if there is one} */
    Optional<BlockNode> backing() {
        return content.backing();
    }

    /** {@return bytes of the host's file at the end of the chain} Fewer at its end, none without a file. */
    ByteBuffer read(long offset, int length) {
        BlockNode node = this;
        long place = offset;
        for (; node.child().isPresent(); node = node.child().get()) {
            place = node.driver().place(place);
        }
        return node.driver().read(place, length);
    }

    /** Writes to the file of the host that is at the end of the chain, if there is one. */
    void write(long offset, ByteBuffer bytes) {
        BlockNode node = this;
        long place = offset;
        for (; node.child().isPresent(); node = node.child().get()) {
            place = node.driver().place(place);
        }
        node.driver().write(place, bytes);
        node.changed();
    }

    /** {@return whether it is a filter, which shows its child as it is} */
    public boolean isFilter() {
        return content.driver().isFilter();
    }

    boolean isOwnedByMonitor() {
        return ownedByMonitor;
    }

    /** {@return the nodes, disks and jobs that use it} */
    Collection<NodeUser> users() {
        return Collections.unmodifiableSet(users);
    }

    /** Adds a user. */
    public void use(NodeUser user) {
        users.add(user);
    }

    /** Removes a user. */
    public void release(NodeUser user) {
        users.remove(user);
    }

    @Override
    public boolean isDisk() {
        return false;
    }

    /**
     * Checks that nothing forbids a command to do something with it.
     *
     * @throws CommandFailedException with QEMU's text otherwise
     */
    void require(BlockOp op) {
        List<NodeUser> youngestFirst = new ArrayList<>(users);
        Collections.reverse(youngestFirst);
        for (NodeUser user : youngestFirst) {
            Optional<String> reason = user instanceof BlockNode image
                            && image.backing().filter(this::equals).isPresent()
                            && !op.isAllowedBelowImages()
                    ? Optional.of("node is used as backing hd of '" + image.name + "'")
                    : user.blocks();
            reason.ifPresent(text -> {
                throw CommandFailedException.generic("Node '" + name + "' is busy: " + text);
            });
        }
    }

    /** {@return whether an export lets other programs write to it} */
    public boolean isExportedWritable() {
        return users.stream().anyMatch(NodeUser::exportsWritable);
    }

    /** {@return the summary of driver and nodes below} */
    NodeSummary summary() {
        return summary;
    }

    /** {@return the bytes that can be read} */
    public long length() {
        return summary.length();
    }

    /** {@return how long an access takes, in nanoseconds} */
    public long latencyNs() {
        return summary.latencyNs();
    }

    /** Gives it another length. */
    public void resize(long bytes) {
        ResizePermission.check(this);
        extend(bytes);
    }

    /** Gives it another length for a job, which has the permission to. */
    void extend(long bytes) {
        BlockNode resized = this;
        OptionalLong below = driver().resize(bytes);
        while (below.isPresent()) {
            resized = resized.child().orElseThrow();
            below = resized.driver().resize(below.getAsLong());
        }
        resized.changed();
    }

    /** {@return how many nodes these are} Computes the summary of this node and all nodes above it again. */
    private int changed() {
        int nodes = 0;
        Deque<BlockNode> outdated = new ArrayDeque<>(List.of(this));
        while (!outdated.isEmpty()) {
            BlockNode node = outdated.remove();
            nodes++;
            node.summary = NodeSummary.of(node.driver(), node.child());
            node.filename = null;
            for (NodeUser user : node.users) {
                if (user instanceof BlockNode above) {
                    outdated.add(above);
                }
            }
        }
        return nodes;
    }

    /** {@return its dirty bitmaps} */
    public NodeBitmaps bitmaps() {
        return bitmaps;
    }

    /** {@return the end of the highest write} */
    public HighestWrite highestWrite() {
        return highestWrite;
    }

    /** {@return whether it cannot be written} */
    public boolean readOnly() {
        return content.flags().readOnly();
    }

    /** {@return whether it is active: it can be changed here, not at the other end of a migration} */
    boolean isActive() {
        return active;
    }

    void active(boolean isActive) {
        active = isActive;
    }

    /** Makes the next access fail. */
    public void fail(Failure failure) {
        failures.add(failure);
    }

    /** Executes a request. */
    public Optional<Failure> execute(Request request) {
        Deque<Runnable> effects = new ArrayDeque<>();
        Request asked = request;
        for (BlockNode node = this; ; node = node.child().get()) {
            Failure failure = node.failure(asked);
            if (failure != null) {
                return Optional.of(failure);
            }
            BlockNode reached = node;
            Request arrived = asked;
            effects.push(() -> reached.done(arrived));
            if (node.child().isEmpty()) {
                break;
            }
            asked = asked.at(node.driver().place(asked.offset()));
        }
        effects.forEach(Runnable::run); // the lowest node first
        return Optional.empty();
    }

    private @Nullable Failure failure(Request request) {
        if (request.changes() && (readOnly() || !active)) {
            return Failure.NOT_PERMITTED;
        }
        Failure demanded = failures.poll();
        return demanded != null ? demanded : driver().fault(request);
    }

    private void done(Request request) {
        if (request.changes()) {
            bitmaps.written(request);
        }
        if (request.operation() == Operation.WRITE) {
            highestWrite.written(request.offset() + request.bytes());
        }
    }

    @Override
    public void replace(BlockNode before, BlockNode after) {
        UnaryOperator<BlockNode> exchange = node -> node == before ? after : node;
        reopen(new NodeContent(
                flags(), driver(), child().map(exchange), backing().map(exchange)));
    }

    /** {@return how many nodes this concerns: itself and all above} Replaces what it shows. */
    int reopen(NodeContent replacement) {
        content.below().forEach(before -> before.users.remove(this));
        if (replacement.driver() != driver()) {
            driver().close();
        }
        replacement.below().forEach(after -> after.users.add(this));
        content = replacement;
        return changed();
    }

    /** Gives up its child, and what its driver uses of the host. */
    void close() {
        content.below().forEach(node -> node.users.remove(this));
        driver().close();
    }

    /**
     * {@return the name by which it can be opened: that of a file, or its options, cut off where they are too long}
     */
    public String filename() {
        String known = filename;
        if (known == null) {
            known = NodeDescription.filename(this, services.codec());
            filename = known;
        }
        return known;
    }

    /**
     * {@return the description of the node for queries}
     *
     * @param writeback whether its user has a write cache
     * @param flat whether images below are left out
     * @param limits the limits of its user
     */
    public BlockDeviceInfo info(boolean writeback, boolean flat, IoLimits limits) {
        return NodeDescription.info(this, writeback, flat, limits);
    }
}
