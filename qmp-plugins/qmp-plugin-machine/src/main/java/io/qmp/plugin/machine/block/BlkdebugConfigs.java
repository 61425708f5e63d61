package io.qmp.plugin.machine.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsBlkdebug;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files of rules that nodes of the driver {@code blkdebug} name. What is in them has no effect. Such a file
 * may be a pipe, which blocks until its other end is opened: so each is opened by a thread of its own. Meanwhile other
 * commands wait in their order, and commands out of band are executed.
 */
final class BlkdebugConfigs {
    private static final int LARGEST = 1 << 16;

    private final Executor loop;
    private final HostFileAccess files;

    /**
     * @param loop executes what comes afterwards
     * @param files which files may be read
     */
    BlkdebugConfigs(Executor loop, HostFileAccess files) {
        this.loop = loop;
        this.files = files;
    }

    /** {@return when all files of a node and the nodes that are made with it are read} Fails if one is missing. */
    CompletableFuture<?> read(BlockdevOptions options) {
        List<String> names = names(options);
        names.forEach(files::require);
        if (names.isEmpty()) {
            return completedFuture(names);
        }
        CompletableFuture<@Nullable Void> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> readAll(names, read), "blkdebug-config");
        reader.setDaemon(true);
        reader.start();
        return read.whenCompleteAsync((nothing, failure) -> {}, loop);
    }

    private static List<String> names(BlockdevOptions top) {
        List<String> names = new ArrayList<>();
        for (@Nullable BlockdevOptions next = top; next != null; ) {
            if (next instanceof BlockdevOptionsBlkdebug debug && debug.config() != null) {
                names.add(debug.config());
            }
            next = Drivers.child(next) instanceof BlockdevRef.OfObject inline ? inline.value() : null;
        }
        return names;
    }

    private static void readAll(List<String> names, CompletableFuture<@Nullable Void> read) {
        for (String name : names) {
            try (InputStream file = Files.newInputStream(Path.of(name))) {
                file.readNBytes(LARGEST);
            } catch (IOException | InvalidPathException e) {
                read.completeExceptionally(
                        CommandFailedException.generic("Could not open '" + name + "': No such file or directory", e));
                return;
            }
        }
        read.complete(null);
    }
}
