package io.qmp.plugin.machine.graph;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsCopyOnRead;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevOptionsThrottle;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All block nodes of a machine. What cannot be done fails with {@link CommandFailedException} in QEMU's words, and has changed nothing. */
public final class BlockGraph {
    private final List<BlockNode> nodes = new ArrayList<>();
    private final NodeNames names = new NodeNames();
    private final Predicate<String> throttleGroups;
    private final Consumer<BlockWriteThresholdEvent> events;

    /**
     * Makes one without nodes.
     *
     * @param throttleGroups tells whether there is a throttle group of that name
     * @param events takes what nodes have to tell
     */
    public BlockGraph(Predicate<String> throttleGroups, Consumer<BlockWriteThresholdEvent> events) {
        this.throttleGroups = throttleGroups;
        this.events = events;
    }

    /** {@return the nodes, the oldest first} */
    public List<BlockNode> nodes() {
        return List.copyOf(nodes);
    }

    /** {@return the node of that name, if there is one} */
    public Optional<BlockNode> find(@Nullable String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** {@return the node of that name} */
    public BlockNode get(String name) {
        return find(name)
                .orElseThrow(() -> CommandFailedException.generic(
                        "Cannot find device='" + name + "' nor node-name='" + name + "'"));
    }

    /** Adds a node that the monitor owns. */
    public void add(BlockdevOptions options) {
        if (options.nodeName() == null) {
            throw CommandFailedException.generic("'node-name' must be specified for the root node");
        }
        open(options, NodeFlags.DEFAULT, true);
    }

    private BlockNode open(BlockdevOptions options, NodeFlags above, boolean ownedByMonitor) {
        NodeFlags flags = above.below(options);
        if (options instanceof BlockdevOptionsNull given) {
            return make(options, flags, Optional.empty(), ownedByMonitor, child -> new NullDriver(given));
        } else if (options instanceof BlockdevOptionsFile given
                && driver(options).equals("file")) {
            return make(
                    options, flags, Optional.empty(), ownedByMonitor, child -> new FileDriver(given, flags.readOnly()));
        } else if (options instanceof BlockdevOptionsRaw given) {
            return make(
                    options,
                    flags,
                    Optional.of(given.file()),
                    ownedByMonitor,
                    child -> new RawDriver(given, child.orElseThrow()));
        } else if (options instanceof BlockdevOptionsCopyOnRead given) {
            return make(options, flags, Optional.of(given.file()), ownedByMonitor, child -> copyOnRead(given));
        } else if (options instanceof BlockdevOptionsThrottle given) {
            return make(options, flags, Optional.of(given.file()), ownedByMonitor, child -> throttle(given));
        }
        throw CommandFailedException.generic("Unknown driver '" + driver(options) + "'");
    }

    private static String driver(BlockdevOptions options) {
        return WireNaming.enumValue(options.driver());
    }

    /** First the child, then the name, then the driver: the first of them that fails is told of. */
    private BlockNode make(
            BlockdevOptions options,
            NodeFlags flags,
            Optional<BlockdevRef> childRef,
            boolean ownedByMonitor,
            Function<Optional<BlockNode>, Driver> opener) {
        Optional<BlockNode> child = childRef.map(ref -> child(ref, flags));
        try {
            String name = names.choose(options.nodeName(), taken -> find(taken).isPresent());
            BlockNode node = new BlockNode(name, opener.apply(child), flags, "file", child, ownedByMonitor, events);
            nodes.add(node);
            return node;
        } catch (CommandFailedException e) {
            child.ifPresent(this::releaseUnused);
            throw e;
        }
    }

    private BlockNode child(BlockdevRef ref, NodeFlags flags) {
        return ref instanceof BlockdevRef.OfObject inline
                ? open(inline.value(), flags, false)
                : get(((BlockdevRef.Node) ref).value());
    }

    private Driver throttle(BlockdevOptionsThrottle given) {
        if (!throttleGroups.test(given.throttleGroup())) {
            throw CommandFailedException.generic("Throttle group '" + given.throttleGroup() + "' does not exist");
        }
        return new FilterDriver("throttle", QmpObject.of("throttle-group", QmpValue.of(given.throttleGroup())));
    }

    private Driver copyOnRead(BlockdevOptionsCopyOnRead given) {
        String bottom = given.bottom();
        if (bottom != null) {
            throw CommandFailedException.generic(
                    find(bottom).isPresent()
                            ? "Bottom node '" + bottom + "' is not in the backing chain"
                            : "Bottom node '" + bottom + "' not found");
        }
        return new FilterDriver("copy-on-read", QmpObject.EMPTY);
    }

    /** Removes a node that the monitor owns, and what nobody uses then. */
    public void delete(String name) {
        BlockNode node = find(name)
                .orElseThrow(() -> CommandFailedException.generic("Failed to find node with node-name='" + name + "'"));
        if (node.users().stream().anyMatch(user -> !(user instanceof BlockNode))) {
            throw CommandFailedException.generic("Node " + name + " is in use");
        }
        if (!node.isOwnedByMonitor()) {
            throw CommandFailedException.generic("Node " + name + " is not owned by the monitor");
        } else if (!node.users().isEmpty()) {
            throw CommandFailedException.generic("Block device " + name + " is in use");
        }
        remove(node);
    }

    private void remove(BlockNode node) {
        nodes.remove(node);
        node.close();
        node.child().ifPresent(this::releaseUnused);
    }

    private void releaseUnused(BlockNode node) {
        if (!node.isOwnedByMonitor() && node.users().isEmpty()) {
            remove(node);
        }
    }

    /** Changes what may be changed of nodes: the child, and whether they can be written; all of them or none. */
    public void reopen(List<BlockdevOptions> options) {
        List<Runnable> changes = options.stream().map(this::reopening).toList();
        changes.forEach(Runnable::run);
    }

    private Runnable reopening(BlockdevOptions options) {
        String name = options.nodeName();
        if (name == null) {
            throw CommandFailedException.generic("node-name not specified");
        }
        BlockNode node = find(name)
                .orElseThrow(() -> CommandFailedException.generic("Failed to find node with node-name='" + name + "'"));
        if (!node.driver().name().equals(driver(options))) {
            throw CommandFailedException.generic("Cannot change the option 'driver'");
        }
        NodeFlags flags = NodeFlags.DEFAULT.below(options);
        if (flags.readOnly() && node.users().stream().anyMatch(user -> !(user instanceof BlockNode))) {
            throw CommandFailedException.generic("Read-only block node '" + name + "' cannot support read-write users");
        }
        Optional<BlockNode> child = node.child().map(before -> newChild(node, options));
        Driver driver = reopened(node, options, child);
        return () -> {
            node.reopen(flags, driver);
            child.ifPresent(after -> {
                BlockNode before = node.child().orElseThrow();
                node.replace(after);
                releaseUnused(before);
            });
        };
    }

    private BlockNode newChild(BlockNode node, BlockdevOptions options) {
        BlockdevRef ref = options instanceof BlockdevOptionsRaw raw
                ? raw.file()
                : options instanceof BlockdevOptionsCopyOnRead copy
                        ? copy.file()
                        : ((BlockdevOptionsThrottle) options).file();
        if (ref instanceof BlockdevRef.OfObject) {
            throw CommandFailedException.generic("Cannot change the option 'file'");
        }
        BlockNode after = get(((BlockdevRef.Node) ref).value());
        for (Optional<BlockNode> below = Optional.of(after);
                below.isPresent();
                below = below.get().child()) {
            if (below.get() == node) {
                throw CommandFailedException.generic(
                        "Making '" + after.name() + "' a file child of '" + node.name() + "' would create a cycle");
            }
        }
        return after;
    }

    /** What is below a node decides what it is; of those that have nothing below nothing of that kind may change. */
    private Driver reopened(BlockNode node, BlockdevOptions options, Optional<BlockNode> child) {
        if (options instanceof BlockdevOptionsRaw given) {
            return new RawDriver(given, child.orElseThrow());
        } else if (options instanceof BlockdevOptionsThrottle given) {
            return throttle(given);
        } else if (options instanceof BlockdevOptionsCopyOnRead given) {
            return copyOnRead(given);
        }
        QmpObject then = options instanceof BlockdevOptionsFile given
                ? QmpObject.of("filename", QmpValue.of(given.filename()))
                : new NullDriver((BlockdevOptionsNull) options).options();
        node.options().members().forEach((option, value) -> {
            QmpValue other = then.get(option);
            if (other == null) {
                throw CommandFailedException.generic("Option '" + option + "' cannot be reset to its default value");
            }
        });
        then.members().forEach((option, value) -> {
            if (!value.equals(node.options().get(option))) {
                throw CommandFailedException.generic("Cannot change the option '" + option + "'");
            }
        });
        return node.driver();
    }
}
