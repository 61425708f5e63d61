package io.qmp.codec.bind;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Alternate;
import io.qmp.api.type.Case;
import io.qmp.api.type.Features;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Union;
import io.qmp.api.type.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of QEMU's block layer: a union and two alternates that refer to one another. */
final class Block {
    private Block() {}

    enum Driver {
        QUORUM,
        RAW,
        NULL_CO,
        @Features("deprecated")
        GLUSTER,
        QCOW2,
        NULL_AIO
    }

    record Cache(@Nullable Boolean direct, @Nullable Boolean noFlush) {}

    @Union(tag = "driver", type = Driver.class)
    @CommandName("blockdev-add")
    sealed interface BlockdevAdd extends Command<Nothing> {
        Driver driver();

        @Nullable
        String nodeName();

        @Nullable
        Cache cache();
    }

    @Case("raw")
    record Raw(
            Driver driver,
            @Nullable String nodeName,
            @Nullable Cache cache,
            @Nullable Long offset,
            BlockdevRef file) implements BlockdevAdd {}

    @Case("qcow2")
    record Qcow2(
            BlockdevRef file,
            @Nullable String nodeName,
            @Nullable Cache cache,
            @Nullable Backing backing) implements BlockdevAdd {
        @Override
        public Driver driver() {
            return Driver.QCOW2;
        }
    }

    @Case({"null-co", "null-aio"})
    record Null(
            Driver driver,
            @Nullable String nodeName,
            @Nullable Cache cache,
            @Nullable Long size,

            @WireName("latency-ns") @Nullable @IntType(IntegerType.UINT64)
            Long latency)
            implements BlockdevAdd {}

    @Case("quorum")
    record Quorum(@Nullable String nodeName, @Nullable Cache cache, List<BlockdevRef> children, long voteThreshold)
            implements BlockdevAdd {
        @Override
        public Driver driver() {
            return Driver.QUORUM;
        }
    }

    record Others(
            Driver driver,
            @Nullable String nodeName,
            @Nullable Cache cache) implements BlockdevAdd {}

    @Alternate
    sealed interface BlockdevRef {
        record Definition(BlockdevAdd options) implements BlockdevRef {}

        record Node(String name) implements BlockdevRef {}
    }

    @Alternate("BlockdevRefOrNull")
    sealed interface Backing {
        record Definition(BlockdevAdd options) implements Backing {}

        record Node(String name) implements Backing {}

        record None() implements Backing {}
    }
}
