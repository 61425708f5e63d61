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
    /** Ids of threads for block devices. */
    IOTHREAD,
    /** Ids of exports of block nodes. */
    EXPORT,
    /** Ids of objects that users have created. */
    OBJECT;

    private static final Set<String> NODE_NAMES = Set.of(
            "node-name", "node", "target", "file", "backing", "base-node", "top-node", "bottom", "source", "overlay");
    private static final Set<String> OF_DEVICES = Set.of(
            "device_del",
            "blockdev-open-tray",
            "blockdev-close-tray",
            "blockdev-insert-medium",
            "blockdev-remove-medium",
            "blockdev-change-medium",
            "block_set_io_throttle",
            "device-sync-config",
            "eject");
    private static final Set<String> OF_EXPORTS = Set.of("block-export-del", "nbd-server-remove");
    private static final Set<String> OBJECTS =
            Set.of("tls-creds", "tls-authz", "throttle-group", "pr-manager", "memdev", "rng");
    private static final String SECRET = "-secret";

    /**
     * {@return what an argument of the type {@code str} takes; empty if any text will do}
     *
     * @param command the name of the command, or of the action of a transaction
     * @param argument the name of the member
     */
    public static Optional<LiveValue> of(String command, String argument) {
        Optional<LiveValue> byName = byName(argument);
        return byName.isPresent() ? byName : byCommand(command, argument);
    }

    private static Optional<LiveValue> byName(String argument) {
        LiveValue found = switch (argument) {
            case "netdev" -> NETDEV;
            case "chardev" -> CHARDEV;
            case "iothread" -> IOTHREAD;
            default -> OBJECTS.contains(argument) || argument.endsWith(SECRET) ? OBJECT : null;
        };
        return Optional.ofNullable(found);
    }

    private static Optional<LiveValue> byCommand(String command, String argument) {
        boolean id = argument.equals("id");
        LiveValue found = null;
        if (command.startsWith("qom-") && argument.equals("path")) {
            found = QOM_PATH;
        } else if (command.startsWith("job-") && id
                || command.startsWith("block-job-") && (argument.equals("device") || id)) {
            found = JOB;
        } else if (OF_DEVICES.contains(command) && id) {
            found = DEVICE;
        } else if (OF_EXPORTS.contains(command) && (id || argument.equals("name"))) {
            found = EXPORT;
        } else if (command.equals("netdev_del") && id || command.equals("set_link") && argument.equals("name")) {
            found = NETDEV;
        } else if (command.equals("object-del") && id) {
            found = OBJECT;
        } else if (command.startsWith("chardev-") && id && !command.equals("chardev-add")
                || command.startsWith("ringbuf-") && argument.equals("device")) {
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
