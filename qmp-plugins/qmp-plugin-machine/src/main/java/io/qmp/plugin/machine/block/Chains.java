package io.qmp.plugin.machine.block;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chains of images: from a node down through filters and images below. */
final class Chains {
    private Chains() {}

    /** {@return the next node down the chain: below a filter its child, below an image the one that it is based on} */
    static Optional<BlockNode> below(BlockNode node) {
        return node.isFilter() ? node.child() : node.backing();
    }

    /** {@return the node itself, or the first below it that is no filter} */
    static BlockNode withoutFilters(BlockNode node) {
        BlockNode image = node;
        while (image.isFilter()) {
            image = image.child().orElseThrow();
        }
        return image;
    }

    /** {@return the node itself, or the first below it that is no filter of a job} */
    static BlockNode withoutImplicit(BlockNode node) {
        BlockNode shown = node;
        while (shown.driver().isImplicit()) {
            shown = shown.child().orElseThrow();
        }
        return shown;
    }

    /** {@return the image on which another one is based, without filters between and above} */
    static Optional<BlockNode> base(BlockNode image) {
        return withoutFilters(image).backing().map(Chains::withoutFilters);
    }

    /** {@return the last image of the chain} */
    static BlockNode last(BlockNode top) {
        BlockNode image = withoutFilters(top);
        while (image.backing().isPresent()) {
            image = withoutFilters(image.backing().get());
        }
        return image;
    }

    /** {@return whether a node is in the chain that begins with another one, which is in it, too} */
    static boolean contains(BlockNode top, BlockNode node) {
        Optional<BlockNode> next = Optional.of(top);
        while (next.isPresent() && next.get() != node) {
            next = below(next.get());
        }
        return next.isPresent();
    }

    /** {@return the image of a chain that is based on a node, through filters; on none for {@code null}} */
    static Optional<BlockNode> overlay(BlockNode top, @Nullable BlockNode base) {
        BlockNode sought = base == null ? null : withoutFilters(base);
        Optional<BlockNode> image = Optional.of(withoutFilters(top));
        while (image.isPresent() && base(image.get()).orElse(null) != sought) {
            image = base(image.get());
        }
        return image;
    }

    /** {@return the image below a node that has a file name} */
    static Optional<BlockNode> named(BlockNode top, String filename) {
        Optional<BlockNode> image = base(top);
        while (image.isPresent() && !image.get().filename().equals(filename)) {
            image = base(image.get());
        }
        return image;
    }
}
