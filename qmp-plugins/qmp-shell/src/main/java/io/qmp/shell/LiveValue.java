package io.qmp.shell;

import io.qmp.api.Experimental;
import java.util.Optional;
import java.util.Set;

/**
 * Kinds of values that only the peer knows, as they come and go.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum LiveValue {
    /** Names of block nodes. */
    NODE,
    /** Ids of devices. */
    DEVICE,
    /** Paths in the object tree. */
    QOM_PATH,
    /** Ids of jobs. */
    JOB,
    /** Ids of character devices. */
    CHARDEV,
    /** Ids of network backends. */
    NETDEV,
    /** Ids of objects that users have created. */
    OBJECT;

    private static final Set<String> NODE_NAMES = Set.of(
            "node-name", "node", "target", "file", "backing", "base-node", "top-node", "bottom", "source", "overlay");

    /**
     * {@return what an argument of the type {@code str} takes; empty if any text will do}
     *
     * @param command the name of the command, or of the action of a transaction
     * @param argument the name of the member
     */
    public static Optional<LiveValue> of(String command, String argument) {
        LiveValue found = null;
        if (command.startsWith("qom-") && argument.equals("path")) {
            found = QOM_PATH;
        } else if (command.startsWith("job-") && argument.equals("id")
                || command.startsWith("block-job-") && (argument.equals("device") || argument.equals("id"))) {
            found = JOB;
        } else if (command.equals("device_del") && argument.equals("id")) {
            found = DEVICE;
        } else if (command.equals("netdev_del") && argument.equals("id") || argument.equals("netdev")) {
            found = NETDEV;
        } else if (command.equals("object-del") && argument.equals("id")) {
            found = OBJECT;
        } else if (command.startsWith("chardev-") && argument.equals("id") && !command.equals("chardev-add")
                || argument.equals("chardev")) {
            found = CHARDEV;
        } else if (isNode(command, argument)) {
            found = NODE;
        }
        return Optional.ofNullable(found);
    }

    private static boolean isNode(String command, String argument) {
        boolean creates = command.equals("blockdev-add") && argument.equals("node-name");
        boolean ofBlocks = command.startsWith("block") || command.startsWith("nbd-") || command.startsWith("drive-");
        return !creates && (NODE_NAMES.contains(argument) || ofBlocks && argument.equals("device"));
    }
}
