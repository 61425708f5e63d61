package io.qmp.plugin.machine.block;

import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.plugin.qemu.type.BlockDeviceCacheInfo;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import io.qmp.plugin.qemu.type.BlockdevChild;
import io.qmp.plugin.qemu.type.ImageInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Describes nodes for queries. The description of one node has a bounded size, however many nodes are below it. */
final class NodeDescription {
    /** The length at which QEMU cuts names off. */
    static final int LONGEST_NAME = 4095;

    private static final String CUT_OFF = "...";
    /**
     * The number of levels of options in a name: each takes at least 16 characters for its driver, so further ones
     * would be cut off.
     */
    private static final int MOST_LEVELS = LONGEST_NAME / 16 + 1;
    /** QEMU describes all images below a filter again for each filter. */
    private static final int MOST_IMAGES = 8;

    private NodeDescription() {}

    static String filename(BlockNode node, WireCodec codec) {
        String plain = node.summary().plainName();
        if (plain != null && !node.driver().overrides(node.backing())) {
            return plain;
        }
        String text = "json:" + codec.format(options(node, MOST_LEVELS), WireFormat.SERVER);
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME - CUT_OFF.length()) + CUT_OFF : text;
    }

    /** The options of a node, of the nodes below it, and of so many images below these. */
    private static QmpObject options(BlockNode top, int images) {
        List<BlockNode> chain = new ArrayList<>();
        for (Optional<BlockNode> next = Optional.of(top);
                next.isPresent() && chain.size() < MOST_LEVELS;
                next = next.get().child()) {
            chain.add(next.get());
        }
        Collections.reverse(chain);
        QmpObject below = QmpObject.EMPTY;
        for (BlockNode node : chain) {
            QmpObject.Builder options = QmpObject.builder();
            node.driver().options().members().forEach(options::put);
            if (node.driver().overrides(node.backing())) {
                options.put("backing", below(node, images));
            }
            options.put("driver", QmpValue.of(node.driver().name()));
            if (node.child().isPresent()) {
                options.put(node.driver().childName(), below);
            }
            below = options.build();
        }
        return below;
    }

    /** The options of the image below, if there is one. */
    private static QmpValue below(BlockNode node, int images) {
        Optional<BlockNode> image = node.backing().filter(present -> images > 0);
        return image.isPresent() ? options(Chains.withoutImplicit(image.get()), images - 1) : QmpNull.NULL;
    }

    private static ImageInfo image(BlockNode node, int below) {
        ImageInfo.Builder image =
                ImageInfo.builder(node.filename(), node.driver().name(), node.length());
        Long actualSize = node.summary().actualSize();
        if (actualSize != null) {
            image.actualSize(actualSize);
        }
        BlockNode described = Chains.withoutFilters(node);
        described.driver().dirtyFlag().ifPresent(image::dirtyFlag);
        if (described == node) {
            node.driver().describe(image);
        } else {
            described.driver().clusterSize().ifPresent(image::clusterSize);
        }
        Optional<BlockNode> next = node.isFilter() ? node.child() : node.backing();
        if (below > 0) {
            next.ifPresent(child -> image.backingImage(image(child, below - 1)));
        }
        return image.limits(node.summary().limits().info()).build();
    }

    private static List<BlockdevChild> children(BlockNode node) {
        List<BlockdevChild> children = new ArrayList<>();
        if (node.driver() instanceof JobFilter filter) {
            filter.target().ifPresent(copy -> children.add(new BlockdevChild("target", copy.name())));
        }
        node.backing().ifPresent(backing -> children.add(new BlockdevChild("backing", backing.name())));
        node.child()
                .ifPresent(child -> children.add(new BlockdevChild(node.driver().childName(), child.name())));
        return children;
    }

    /** The number of filters above the first image; what jobs have put there does not count. */
    private static long filters(BlockNode top) {
        return top.driver() instanceof JobFilter ? 0 : top.summary().filters();
    }

    /** The number of filters and images above the last image. */
    private static long depth(BlockNode top) {
        long depth = 0;
        for (Optional<BlockNode> next = Chains.below(top);
                next.isPresent() && depth < Integer.MAX_VALUE;
                next = Chains.below(next.get())) {
            depth++;
        }
        return depth;
    }

    static BlockDeviceInfo info(BlockNode node, boolean writeback, boolean flat, IoLimits limits) {
        BlockDeviceInfo.Builder info = BlockDeviceInfo.builder(
                        node.filename(),
                        node.readOnly(),
                        node.driver().name(),
                        flat ? filters(node) : depth(node),
                        false,
                        node.flags().detectZeroes(),
                        limits.bps().average(),
                        limits.bpsRd().average(),
                        limits.bpsWr().average(),
                        limits.iops().average(),
                        limits.iopsRd().average(),
                        limits.iopsWr().average(),
                        image(node, flat ? 0 : MOST_IMAGES),
                        new BlockDeviceCacheInfo(
                                writeback, node.flags().direct(), node.flags().noFlush()),
                        node.highestWrite().threshold())
                .nodeName(node.name())
                .children(children(node))
                .active(node.isActive());
        node.backing().map(BlockNode::filename).ifPresent(info::backingFile);
        limits.describe(info);
        List<DirtyBitmap> bitmaps = node.bitmaps().all();
        if (!bitmaps.isEmpty()) {
            Collections.reverse(bitmaps); // the youngest first
            info.dirtyBitmaps(bitmaps.stream().map(DirtyBitmap::info).toList());
        }
        return info.build();
    }
}
