package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import java.util.Optional;

/** The drivers {@code null-co} and {@code null-aio}: reads are zeros, writes are dropped. */
record NullDriver(BlockdevOptionsNull given) implements Driver {
    private static final long DEFAULT_LENGTH = 1L << 30;
    private static final long SECTOR = 512;

    NullDriver {
        Long size = given.size();
        if (size != null && size < 0) {
            throw CommandFailedException.generic("Value '" + size + "' is out of range for parameter 'size'");
        }
    }

    @Override
    public String name() {
        return WireNaming.enumValue(given.driver());
    }

    @Override
    public QmpObject options() {
        QmpObject.Builder options = QmpObject.builder();
        Boolean zeroes = given.readZeroes();
        if (zeroes != null) {
            options.put("read-zeroes", QmpValue.of(zeroes));
        }
        Long size = given.size();
        if (size != null) {
            options.put("size", QmpValue.of(size));
        }
        return options.build();
    }

    @Override
    public boolean isProtocol() {
        return true;
    }

    @Override
    public long length(Optional<BlockNode> child) {
        Long size = given.size();
        return size == null ? DEFAULT_LENGTH : roundUp(size);
    }

    /** Rounded up to whole sectors, unless that overflows. */
    private static long roundUp(long size) {
        long rest = size % SECTOR;
        return rest == 0 || size > Long.MAX_VALUE - SECTOR ? size : size + SECTOR - rest;
    }

    @Override
    public long latencyNs() {
        Long latency = given.latencyNs();
        return latency == null ? 0 : latency;
    }

    /** A URL, if the options can be written as one. */
    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return options().isEmpty() ? Optional.of(name() + "://") : Optional.empty();
    }

    @Override
    public Limits limits(Optional<BlockNode> child) {
        return Limits.NOTHING_STORED;
    }

    @Override
    public Optional<Long> actualSize(Optional<BlockNode> child) {
        return Optional.of(0L);
    }
}
