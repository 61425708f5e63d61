package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.Union;

/**
 * Something whose connections may be cut, so that nothing waits for them any longer.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "type", type = YankInstance.Kind.class)
public sealed interface YankInstance {
    /** The connections of a block node. */
    @Case("block-node")
    record BlockNode(String nodeName) implements YankInstance {}

    /** The connection of a character device. */
    @Case("chardev")
    record Chardev(String id) implements YankInstance {}

    /** The connections of a migration. */
    @Case("migration")
    record Migration() implements YankInstance {}

    /** The kinds of things that may be yanked. */
    enum Kind {
        BLOCK_NODE,
        CHARDEV,
        MIGRATION
    }
}
