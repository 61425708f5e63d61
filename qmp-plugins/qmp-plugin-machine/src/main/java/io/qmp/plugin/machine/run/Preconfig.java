package io.qmp.plugin.machine.run;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.CommandInterceptor;
import io.qmp.api.spi.PluginRegistry;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The phase before the machine is built, {@code -preconfig}, in which only some commands are allowed. On the
 * server's loop only.
 */
public final class Preconfig implements CommandInterceptor {
    private static final Set<String> PERMITTED = Set.of(
            "block-commit",
            "block-dirty-bitmap-add",
            "block-dirty-bitmap-clear",
            "block-dirty-bitmap-disable",
            "block-dirty-bitmap-enable",
            "block-dirty-bitmap-merge",
            "block-dirty-bitmap-remove",
            "block-export-add",
            "block-export-del",
            "block-job-cancel",
            "block-job-complete",
            "block-job-dismiss",
            "block-job-finalize",
            "block-job-pause",
            "block-job-resume",
            "block-job-set-speed",
            "block-latency-histogram-set",
            "block-set-write-threshold",
            "block-stream",
            "block_resize",
            "block_set_io_throttle",
            "blockdev-add",
            "blockdev-backup",
            "blockdev-create",
            "blockdev-del",
            "blockdev-mirror",
            "blockdev-reopen",
            "blockdev-set-active",
            "blockdev-snapshot",
            "blockdev-snapshot-delete-internal-sync",
            "blockdev-snapshot-internal-sync",
            "blockdev-snapshot-sync",
            "change-backing-file",
            "drive-backup",
            "drive-mirror",
            "nbd-server-add",
            "nbd-server-remove",
            "nbd-server-start",
            "nbd-server-stop",
            "netdev_add",
            "netdev_del",
            "object-add",
            "object-del",
            "qmp_capabilities",
            "qom-get",
            "qom-list",
            "qom-list-properties",
            "qom-list-types",
            "qom-set",
            "query-block",
            "query-block-exports",
            "query-block-jobs",
            "query-blockstats",
            "query-chardev",
            "query-command-line-options",
            "query-commands",
            "query-hotpluggable-cpus",
            "query-iothreads",
            "query-memdev",
            "query-name",
            "query-named-block-nodes",
            "query-pr-managers",
            "query-qmp-schema",
            "query-status",
            "query-uuid",
            "query-version",
            "quit",
            "set-action",
            "set-numa-node",
            "x-blockdev-amend",
            "x-blockdev-change",
            "x-blockdev-set-iothread",
            "x-debug-block-dirty-bitmap-sha256",
            "x-debug-query-block-graph",
            "x-exit-preconfig");

    private final Runnable build;
    private boolean built;

    /**
     * Makes one.
     *
     * @param waits whether the machine starts in this phase
     * @param build called when the phase ends
     */
    public Preconfig(boolean waits, Runnable build) {
        this.built = !waits;
        this.build = build;
    }

    /** Intercepts commands if it waits. */
    public void register(PluginRegistry registry) {
        if (waits()) {
            registry.interceptor(this);
        }
    }

    /** {@return whether commands are restricted until {@link #exit}} */
    boolean waits() {
        return !built;
    }

    @Override
    public CompletionStage<Reply> intercept(Request request, CommandContext context, RequestHandler next) {
        if (!built && !PERMITTED.contains(request.command())) {
            throw CommandFailedException.generic("The command '" + request.command()
                    + "' is permitted only after machine initialization has completed");
        }
        return next.handle(request, context);
    }

    /**
     * Checks that the phase has not ended.
     *
     * @param until what the phase ends with, as errors call it
     * @throws CommandFailedException if it has
     */
    public void require(String until) {
        if (built) {
            throw CommandFailedException.generic("The command is permitted only before " + until);
        }
    }

    /**
     * Ends the phase.
     *
     * @throws CommandFailedException if it has ended, or the machine cannot be built
     */
    void exit() {
        require("machine initialization");
        build.run();
        built = true;
    }
}
