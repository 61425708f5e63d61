package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsBackedFormat;
import io.qmp.plugin.qemu.type.BlockdevOptionsBlkreplay;
import io.qmp.plugin.qemu.type.BlockdevOptionsGenericFormat;
import io.qmp.plugin.qemu.type.BlockdevOptionsPreallocate;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow;
import io.qmp.plugin.qemu.type.BlockdevOptionsQuorum;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drivers that are used seldom: filters that pass on what they get, and images in formats of other programs. */
final class FurtherDrivers {
    private static final String COMPRESS = "compress";
    private static final String SNAPSHOT_ACCESS = "snapshot-access";
    private static final long SECTOR = 512;

    /** The drivers that can compress what is written. */
    private static final Set<String> COMPRESSING =
            Set.of(COMPRESS, "copy-on-read", "qcow", "qcow2", "throttle", "vmdk");

    private FurtherDrivers() {}

    /** {@return the child that options ask for, or {@code null} if there is no such driver here} */
    static @Nullable BlockdevRef child(BlockdevOptions options) {
        if (options instanceof BlockdevOptionsPreallocate given) {
            return given.file();
        } else if (options instanceof BlockdevOptionsBlkreplay given) {
            return given.image();
        } else if (options instanceof BlockdevOptionsQcow given) {
            return given.file();
        } else if (options instanceof BlockdevOptionsBackedFormat given) {
            return given.file();
        }
        return options instanceof BlockdevOptionsGenericFormat given && isKnown(Drivers.name(given))
                ? given.file()
                : null;
    }

    private static boolean isKnown(String driver) {
        return driver.equals(COMPRESS) || driver.equals(SNAPSHOT_ACCESS) || ForeignImage.isFormat(driver);
    }

    /** {@return whether nodes of a driver without children here are refused with a text of their own} */
    static boolean hasRefusal(BlockdevOptions options) {
        return options instanceof BlockdevOptionsQuorum given
                && given.children().isEmpty();
    }

    /** Fails for nodes that are refused with a text of their own. */
    static void refuse(BlockdevOptions options) {
        if (hasRefusal(options)) {
            throw CommandFailedException.generic("Number of provided children must be 1 or more");
        }
    }

    /** {@return the driver of a new node, above its child} */
    static Driver above(BlockdevOptions options, NodeFlags flags, BlockNode child) {
        if (options instanceof BlockdevOptionsPreallocate given) {
            return preallocate(given);
        } else if (options instanceof BlockdevOptionsBlkreplay) {
            return new FilterDriver("blkreplay", QmpObject.EMPTY, "image");
        }
        String driver = Drivers.name(options);
        return switch (driver) {
            case COMPRESS -> compress(child);
            case SNAPSHOT_ACCESS -> new SnapshotAccessDriver();
            default ->
                ForeignImage.open(driver, flags.readOnly() || Boolean.TRUE.equals(options.autoReadOnly()), child);
        };
    }

    private static Driver preallocate(BlockdevOptionsPreallocate given) {
        QmpObject.Builder options = QmpObject.builder();
        Long align = RawDriver.inRange("prealloc-align", given.preallocAlign());
        Long size = RawDriver.inRange("prealloc-size", given.preallocSize());
        if (align != null) {
            if (align % SECTOR != 0) {
                throw CommandFailedException.generic(
                        "prealloc-align parameter of preallocate filter is not aligned to " + SECTOR);
            }
            options.put("prealloc-align", QmpValue.of(align));
        }
        if (size != null) {
            options.put("prealloc-size", QmpValue.of(size));
        }
        return new FilterDriver("preallocate", options.build());
    }

    private static Driver compress(BlockNode child) {
        String below = child.driver().name();
        if (!COMPRESSING.contains(below)) {
            throw CommandFailedException.generic("Compression is not supported for underlying format: " + below);
        }
        return new FilterDriver(COMPRESS, QmpObject.EMPTY);
    }
}
