package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.plugin.machine.job.Job;
import io.qmp.plugin.machine.job.JobSettings;
import io.qmp.plugin.qemu.command.BlockCommit;
import io.qmp.plugin.qemu.type.BlockPermission;
import io.qmp.plugin.qemu.type.JobType;
import io.qmp.plugin.qemu.type.MirrorCopyMode;
import io.qmp.plugin.qemu.type.MirrorSyncMode;
import java.util.List;
import java.util.Optional;

/** Starts the jobs of {@code block-commit}. */
final class Commits {
    private static final long PIECE = 512 << 10;

    private final JobTools tools;
    private final Mirrors mirrors;

    Commits(JobTools tools, Mirrors mirrors) {
        this.tools = tools;
        this.mirrors = mirrors;
    }

    void start(BlockCommit commit) {
        BlockGraph graph = tools.graph();
        if (!graph.has(commit.device())) {
            throw new CommandFailedException(QmpError.deviceNotFound("Device '" + commit.device() + "' not found"));
        }
        BlockNode root = graph.freeRoot(commit.device());
        root.require(BlockOp.COMMIT_SOURCE);
        BlockNode top = top(commit, root);
        BlockNode base = base(commit, top);
        for (Optional<BlockNode> next = Optional.of(top);
                next.isPresent();
                next = next.get() == base ? Optional.empty() : Chains.below(next.get())) {
            next.get().require(BlockOp.COMMIT_TARGET);
        }
        if (top == base) {
            throw CommandFailedException.generic("cannot commit an image into itself");
        }
        JobSettings settings = JobSettings.of(
                commit.jobId() == null ? graph.driveOf(root).orElse(null) : commit.jobId(),
                JobType.COMMIT,
                commit.speed(),
                commit.autoFinalize(),
                commit.autoDismiss());
        boolean active = Chains.withoutFilters(top) == Chains.withoutFilters(root);
        if (active || isWritten(top)) {
            if (commit.backingFile() != null) {
                throw CommandFailedException.generic(
                        active
                                ? "'backing-file' specified, but 'top' is the active layer"
                                : "'backing-file' specified, but 'top' has a writer on it");
            }
            startActive(settings, commit, top, base);
        } else {
            Chains.overlay(root, top).ifPresent(overlay -> overlay.require(BlockOp.COMMIT_TARGET));
            startIntermediate(settings, commit, new Images(root, top, base));
        }
    }

    private static boolean isWritten(BlockNode node) {
        return node.users().stream().anyMatch(DiskDevice.class::isInstance);
    }

    @SuppressWarnings("deprecation") // names of files, which clients still use
    private BlockNode top(BlockCommit commit, BlockNode root) {
        String node = commit.topNode();
        String file = commit.top();
        if (node != null && file != null) {
            throw CommandFailedException.generic("'top-node' and 'top' are mutually exclusive");
        }
        if (node != null) {
            return inChain(root, node);
        }
        if (file == null || file.equals(root.filename())) {
            return root;
        }
        return Chains.named(root, file)
                .orElseThrow(() -> CommandFailedException.generic("Top image file " + file + " not found"));
    }

    @SuppressWarnings("deprecation") // names of files, which clients still use
    private BlockNode base(BlockCommit commit, BlockNode top) {
        String node = commit.baseNode();
        String file = commit.base();
        if (node != null && file != null) {
            throw CommandFailedException.generic("'base-node' and 'base' are mutually exclusive");
        }
        if (node != null) {
            return inChain(top, node);
        }
        return file == null
                ? Chains.last(top)
                : Chains.named(top, file)
                        .orElseThrow(
                                () -> CommandFailedException.generic("Can't find '" + file + "' in the backing chain"));
    }

    private BlockNode inChain(BlockNode top, String name) {
        BlockNode node = tools.graph().root(null, name);
        if (!Chains.contains(top, node)) {
            throw CommandFailedException.generic("'" + name + "' is not in this backing file chain");
        }
        return node;
    }

    private void startActive(JobSettings settings, BlockCommit commit, BlockNode top, BlockNode base) {
        boolean readOnly = base.readOnly();
        if (readOnly) {
            GraphChanges.readOnly(base, false);
        }
        OnBlockError onError = OnBlockError.of(commit.onError());
        try {
            mirrors.start(
                    settings,
                    new Mirrors.Order(
                            top,
                            base,
                            MirrorSyncMode.TOP,
                            Optional.empty(),
                            null,
                            null,
                            commit.filterNodeName(),
                            MirrorCopyMode.BACKGROUND,
                            onError,
                            onError));
        } catch (CommandFailedException e) {
            if (readOnly) {
                GraphChanges.readOnly(base, true);
            }
            throw e;
        }
    }

    private record Images(BlockNode root, BlockNode top, BlockNode base) {}

    private void startIntermediate(JobSettings settings, BlockCommit commit, Images images) {
        BlockNode base = images.base;
        if (Chains.withoutFilters(images.top) == Chains.withoutFilters(base)) {
            throw CommandFailedException.generic("Invalid files for merge: top and base are the same");
        }
        JobNodes nodes = new JobNodes(settings.id(), settings.type());
        boolean readOnly = base.readOnly();
        BlockNode filter = tools.changes().insertFilter(images.top, commit.filterNodeName(), JobFilter.ofCommit());
        try {
            OnBlockError onError = OnBlockError.of(commit.onError());
            DirtyBitmap all = DirtyBitmap.nameless(DirtyBitmap.DEFAULT_GRANULARITY, images.top.length());
            all.dirtyAll();
            Copying copying = new Copying(
                    new Copying.Ends(images.top, onError, Optional.of(base), onError), all, PIECE, tools.rate(), false);
            CommitWork.Plan plan = new CommitWork.Plan(filter, base, commit.backingFile(), readOnly, nodes);
            Job job = tools.jobs().create(settings, new CommitWork(plan, tools.changes(), copying));
            if (readOnly) {
                GraphChanges.readOnly(base, false);
            }
            use(nodes, images, filter);
            job.start(false);
        } catch (CommandFailedException e) {
            tools.changes().removeFilter(filter);
            throw e;
        }
    }

    private static void use(JobNodes nodes, Images images, BlockNode filter) {
        nodes.add("main node", images.root, List.of(), JobNodes.ALL);
        List<BlockPermission> shared = List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.WRITE);
        for (BlockNode node = images.top;
                node != images.base;
                node = Chains.below(node).orElseThrow()) {
            nodes.add("intermediate node", node, List.of(), shared);
        }
        nodes.add("base", images.base, List.of(), JobNodes.ALL);
        nodes.open(
                images.base,
                List.of(BlockPermission.WRITE, BlockPermission.CONSISTENT_READ),
                List.of(BlockPermission.WRITE_UNCHANGED, BlockPermission.CONSISTENT_READ));
        nodes.open(images.top, List.of(), JobNodes.ALL);
    }
}
