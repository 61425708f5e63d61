package io.qmp.plugin.machine.block;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.machine.job.Jobs;
import io.qmp.plugin.qemu.command.XBlockdevAmend;
import io.qmp.plugin.qemu.command.XBlockdevChange;
import io.qmp.plugin.qemu.command.XBlockdevSetIothread;
import io.qmp.plugin.qemu.command.XDebugBlockDirtyBitmapSha256;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapSha256;
import io.qmp.plugin.qemu.type.BlockdevAmendOptionsQcow2;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.StringOrNull;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Commands that look at or change the insides of nodes, for tests of QEMU's block layer. */
final class NodeInsides {
    private final BlockGraph graph;
    private final Jobs jobs;
    private final Predicate<String> threads;

    /**
     * Makes them.
     *
     * @param threads whether there is an I/O thread of that name
     */
    NodeInsides(BlockGraph graph, Jobs jobs, Predicate<String> threads) {
        this.graph = graph;
        this.jobs = jobs;
        this.threads = threads;
    }

    void register(PluginRegistry registry) {
        registry.command(
                XDebugBlockDirtyBitmapSha256.class,
                returns(query ->
                        new BlockDirtyBitmapSha256(graph.named(query.bitmap().node())
                                .bitmaps()
                                .get(query.bitmap().name())
                                .sha256())));
        registry.command(XBlockdevAmend.class, does(this::amend));
        registry.command(XBlockdevChange.class, does(this::change));
        registry.command(XBlockdevSetIothread.class, does(this::move));
    }

    private void amend(XBlockdevAmend amend) {
        BlockNode node = graph.root(null, amend.nodeName());
        if (!node.driver().name().equals(WireNaming.enumValue(amend.options().driver()))) {
            throw CommandFailedException.generic("x-blockdev-amend doesn't support changing the block driver");
        } else if (!(amend.options() instanceof BlockdevAmendOptionsQcow2 options)) {
            throw CommandFailedException.generic("Driver does not support x-blockdev-amend");
        } else {
            JobSettings settings = new JobSettings(amend.jobId(), JobType.AMEND, 0, true, false);
            jobs.create(settings, new AmendWork(options)).start(false);
            jobs.settle();
        }
    }

    /** No driver here has children that come and go. */
    private void change(XBlockdevChange change) {
        BlockNode parent = graph.root(change.parent(), change.parent());
        String child = change.child();
        String node = change.node();
        if ((child == null) == (node == null)) {
            throw CommandFailedException.generic(
                    child == null
                            ? "Either child or node must be specified"
                            : "The parameters child and node are in conflict");
        } else if (child != null) {
            boolean known =
                    parent.child().isPresent() && child.equals(parent.driver().childName())
                            || parent.backing().isPresent() && child.equals("backing");
            throw CommandFailedException.generic(
                    known
                            ? "The node " + parent.name() + " does not support removing a child"
                            : "Node '" + change.parent() + "' does not have child '" + child + "'");
        }
        graph.named(node);
        throw CommandFailedException.generic("The node " + parent.name() + " does not support adding a child");
    }

    /** The thread of a node is not visible; a node that is shown to the guest stays where its disk is. */
    private void move(XBlockdevSetIothread move) {
        BlockNode node = graph.existing(move.nodeName());
        if (!Boolean.TRUE.equals(move.force()) && node.users().stream().anyMatch(NodeUser::isDisk)) {
            throw CommandFailedException.generic("Node " + move.nodeName() + " is associated with a BlockBackend and"
                    + " could be in use (use force=true to override this check)");
        }
        if (move.iothread() instanceof StringOrNull.OfString thread) {
            if (!threads.test(thread.value())) {
                throw CommandFailedException.generic("Cannot find iothread " + thread.value());
            }
            if (isShown(node)) {
                throw CommandFailedException.generic("Cannot change iothread of active block backend");
            }
        }
    }

    private static boolean isShown(BlockNode node) {
        Deque<NodeUser> left = new ArrayDeque<>(List.copyOf(node.users()));
        while (!left.isEmpty()) {
            NodeUser user = left.pop();
            if (user.isDisk()) {
                return true;
            } else if (user instanceof BlockNode above) {
                left.addAll(above.users());
            }
        }
        return false;
    }
}
