package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsBlkdebug;
import io.qmp.plugin.qemu.type.BlockdevOptionsCopyOnRead;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevOptionsThrottle;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.BlockdevRefOrNull;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes the drivers of nodes. */
final class Drivers {
    private static final String FDSETS = "/dev/fdset/";

    private final BlockGraph graph;
    private final Predicate<String> throttleGroups;
    private final FdsetLender fdsets;

    Drivers(BlockGraph graph, Predicate<String> throttleGroups, FdsetLender fdsets) {
        this.graph = graph;
        this.fdsets = fdsets;
        this.throttleGroups = throttleGroups;
    }

    /** {@return the name of the driver that options ask for} */
    static String name(BlockdevOptions options) {
        return WireNaming.enumValue(options.driver());
    }

    /** {@return the child that options ask for, or {@code null} if such nodes have none} */
    static @Nullable BlockdevRef child(BlockdevOptions options) {
        if (options instanceof BlockdevOptionsRaw given) {
            return given.file();
        } else if (options instanceof BlockdevOptionsCopyOnRead given) {
            return given.file();
        } else if (options instanceof BlockdevOptionsThrottle given) {
            return given.file();
        } else if (options instanceof BlockdevOptionsQcow2 given) {
            return given.file();
        } else if (options instanceof BlockdevOptionsBlkdebug given) {
            return given.image();
        }
        return FurtherDrivers.child(options);
    }

    /**
     * Checks that there is a driver.
     *
     * @throws CommandFailedException if there is none
     */
    static void needKnown(BlockdevOptions options) {
        if (child(options) == null
                && !(options instanceof BlockdevOptionsNull)
                && !(options instanceof BlockdevOptionsFile)
                && !FurtherDrivers.hasRefusal(options)) {
            throw CommandFailedException.generic("Unknown driver '" + name(options) + "'");
        }
    }

    /** {@return the driver of a new node, above its child} */
    Driver open(BlockdevOptions options, NodeFlags flags, Optional<BlockNode> child) {
        if (options instanceof BlockdevOptionsNull given) {
            return new NullDriver(given);
        } else if (options instanceof BlockdevOptionsFile given) {
            return file(given, flags);
        }
        FurtherDrivers.refuse(options);
        return above(options, flags, child.orElseThrow());
    }

    private Driver file(BlockdevOptionsFile given, NodeFlags flags) {
        if (!given.filename().startsWith(FDSETS)) {
            graph.files().require(given.filename());
        }
        return new FileDriver(given, flags, fdsets);
    }

    private Driver above(BlockdevOptions options, NodeFlags flags, BlockNode child) {
        if (options instanceof BlockdevOptionsRaw given) {
            return new RawDriver(given, child);
        } else if (options instanceof BlockdevOptionsQcow2) {
            return new Qcow2Driver(child);
        } else if (options instanceof BlockdevOptionsBlkdebug given) {
            return new BlkdebugDriver(given);
        } else if (options instanceof BlockdevOptionsThrottle given) {
            return throttle(given);
        } else if (options instanceof BlockdevOptionsCopyOnRead given) {
            return copyOnRead(given);
        }
        return FurtherDrivers.above(options, flags, child);
    }

    /** {@return the image below that options ask for, or else the one that the image itself names} */
    Optional<BlockdevRef> backing(BlockdevOptions options, Driver driver) {
        if (!(options instanceof BlockdevOptionsQcow2 given) || !(driver instanceof Qcow2Driver image)) {
            return Optional.empty();
        }
        BlockdevRefOrNull backing = given.backing();
        if (backing instanceof BlockdevRefOrNull.Node node) {
            return Optional.of(BlockdevRef.node(node.value()));
        } else if (backing instanceof BlockdevRefOrNull.OfObject inline) {
            return Optional.of(BlockdevRef.of(inline.value()));
        }
        return backing == null ? image.backing().map(BlockdevRef::of) : Optional.empty();
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
                    graph.find(bottom).isPresent()
                            ? "Bottom node '" + bottom + "' is not in the backing chain"
                            : "Bottom node '" + bottom + "' not found");
        }
        return new FilterDriver("copy-on-read", QmpObject.EMPTY);
    }

    /** {@return the driver of a node that is opened again} The options of a driver without a child must not change. */
    Driver reopen(BlockNode node, BlockdevOptions options, Optional<BlockNode> child) {
        if (child.isPresent()) {
            return above(options, NodeFlags.DEFAULT.below(options), child.get());
        }
        QmpObject then = options instanceof BlockdevOptionsFile given
                ? QmpObject.of("filename", QmpValue.of(given.filename()))
                : new NullDriver((BlockdevOptionsNull) options).options();
        QmpObject now = node.driver().options();
        now.members().forEach((option, value) -> {
            if (then.get(option) == null) {
                throw CommandFailedException.generic("Option '" + option + "' cannot be reset to its default value");
            }
        });
        then.members().forEach((option, value) -> {
            if (!value.equals(now.get(option))) {
                throw CommandFailedException.generic("Cannot change the option '" + option + "'");
            }
        });
        return node.driver();
    }
}
