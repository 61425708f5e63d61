package io.qmp.plugin.machine.export;

import io.qmp.api.error.CommandFailedException;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.block.ActiveNodes;
import io.qmp.plugin.machine.block.BlockGraph;
import io.qmp.plugin.machine.block.BlockNode;
import io.qmp.plugin.machine.block.ExportedBitmaps;
import io.qmp.plugin.qemu.event.BlockExportDeletedEvent;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapSource;
import io.qmp.plugin.qemu.type.BlockExportInfo;
import io.qmp.plugin.qemu.type.BlockExportIothreads;
import io.qmp.plugin.qemu.type.BlockExportOptions;
import io.qmp.plugin.qemu.type.BlockExportOptionsNbd;
import io.qmp.plugin.qemu.type.BlockExportRemoveMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The exports of a machine, by their ids. Failures have QEMU's texts. */
final class BlockExports {
    private static final int LONGEST_TEXT = 4096;

    private final BlockGraph graph;
    private final Surroundings surroundings;
    private final Consumer<BlockExportDeletedEvent> events;
    private final Map<String, BlockExport> exports = new LinkedHashMap<>();

    /**
     * Makes none.
     *
     * @param events takes the events of exports that are deleted
     */
    BlockExports(BlockGraph graph, Surroundings surroundings, Consumer<BlockExportDeletedEvent> events) {
        this.graph = graph;
        this.surroundings = surroundings;
        this.events = events;
    }

    /**
     * Adds an export.
     *
     * @param serverRuns whether there is an NBD server
     */
    void add(BlockExportOptions options, boolean serverRuns) {
        if (!Identifiers.matches(options.id())) {
            throw CommandFailedException.generic("Invalid block export id");
        }
        if (exports.containsKey(options.id())) {
            throw CommandFailedException.generic("Block export id '" + options.id() + "' is already in use");
        }
        if (!(options instanceof BlockExportOptionsNbd nbd)) {
            throw CommandFailedException.generic("No driver found for the requested export type");
        }
        BlockNode node = graph.find(nbd.nodeName())
                .orElseThrow(() ->
                        CommandFailedException.generic("Cannot find device='' nor node-name='" + nbd.nodeName() + "'"));
        boolean writable = Boolean.TRUE.equals(nbd.writable());
        if (writable && node.readOnly()) {
            throw CommandFailedException.generic("Cannot export read-only node as writable");
        }
        checkThreads(nbd.iothread());
        if (writable) {
            surroundings.owner(node).ifPresent(owner -> {
                throw conflict(node, owner);
            });
        }
        if (!serverRuns) {
            throw CommandFailedException.generic("NBD server not running");
        }
        String name = nbd.name() == null ? nbd.nodeName() : nbd.name();
        String description = nbd.description() == null ? "" : nbd.description();
        checkTexts(name, description);
        List<BlockDirtyBitmapSource> bitmaps = nbd.bitmaps() == null ? List.of() : nbd.bitmaps();
        if (!Boolean.TRUE.equals(nbd.allowInactive())) {
            ActiveNodes.activate(node);
        }
        NbdName named = new NbdName(name, description);
        exports.put(nbd.id(), new BlockExport(nbd, named, node, ExportedBitmaps.find(graph, node, writable, bitmaps)));
    }

    private void checkThreads(@Nullable BlockExportIothreads threads) {
        List<String> named = threads instanceof BlockExportIothreads.OfArray several
                ? several.value()
                : threads instanceof BlockExportIothreads.OfString one ? List.of(one.value()) : List.of();
        named.stream().filter(id -> !surroundings.hasThread(id)).findFirst().ifPresent(id -> {
            throw CommandFailedException.generic("iothread \"" + id + "\" not found");
        });
    }

    private static CommandFailedException conflict(BlockNode node, String owner) {
        String use = " (uses node '" + node.name() + "' as 'root' child)";
        return CommandFailedException.generic("Permission conflict on node '" + node.name()
                + "': permissions 'write' are both required by an unnamed block device" + use
                + " and unshared by block device '" + owner + "'" + use + ".");
    }

    private void checkTexts(String name, String description) {
        if (name.length() > LONGEST_TEXT) {
            throw CommandFailedException.generic("export name '" + name + "' too long");
        }
        if (description.length() > LONGEST_TEXT) {
            throw CommandFailedException.generic("description '" + description + "' too long");
        }
        if (named(name).isPresent()) {
            throw CommandFailedException.generic("NBD server already has export named '" + name + "'");
        }
    }

    /** {@return the export that clients call so} */
    Optional<BlockExport> named(String name) {
        return exports.values().stream()
                .filter(export -> export.name().text().equals(name))
                .findFirst();
    }

    /** {@return all, the oldest first} */
    List<BlockExport> all() {
        return List.copyOf(exports.values());
    }

    /** {@return all for queries, the youngest first} */
    List<BlockExportInfo> list() {
        List<BlockExport> youngestFirst = new ArrayList<>(exports.values());
        Collections.reverse(youngestFirst);
        return youngestFirst.stream().map(BlockExport::info).toList();
    }

    void delete(String id, @Nullable BlockExportRemoveMode mode) {
        BlockExport export = exports.get(id);
        if (export == null) {
            throw CommandFailedException.generic("Export '" + id + "' is not found");
        }
        if (export.isUsed() && mode != BlockExportRemoveMode.HARD) {
            throw CommandFailedException.generic("export '" + id + "' still in use");
        }
        remove(export);
    }

    void deleteAll() {
        all().forEach(this::remove);
    }

    private void remove(BlockExport export) {
        exports.remove(export.id());
        export.close();
        graph.releaseUnused(export.node());
        events.accept(new BlockExportDeletedEvent(export.id()));
    }
}
