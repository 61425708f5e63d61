package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.config.BlockNode;
import io.qmp.plugin.machine.type.BlockDeviceInfo;
import io.qmp.plugin.machine.type.ImageInfo;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/** A block node: stores nothing, and fails when it was told to. */
final class Node {
    private final BlockNode config;
    private final Queue<Failure> failures = new ArrayDeque<>();
    private long highestWrite;

    Node(BlockNode config) {
        this.config = config;
    }

    String name() {
        return config.name();
    }

    long length() {
        return config.length();
    }

    long latencyNs() {
        return config.latencyNs();
    }

    /** {@return where the highest write has ended} */
    long highestWrite() {
        return highestWrite;
    }

    /** Fails an access to come. */
    void fail(Failure failure) {
        failures.add(failure);
    }

    /** Carries a request out. */
    Optional<Failure> carryOut(Request request) {
        if (request.changes() && config.readOnly()) {
            return Optional.of(Failure.NOT_PERMITTED);
        }
        Optional<Failure> failure = Optional.ofNullable(failures.poll());
        if (failure.isEmpty() && request.operation() == Operation.WRITE) {
            highestWrite = Math.max(highestWrite, request.offset() + request.bytes());
        }
        return failure;
    }

    /**
     * {@return what queries tell of the node}
     *
     * @param writeback whether its user leaves writes in the cache
     */
    BlockDeviceInfo info(boolean writeback) {
        return new BlockDeviceInfo(
                filename(),
                name(),
                config.readOnly(),
                driver(),
                config.detectZeroes(),
                new ImageInfo(filename(), driver(), 0, length()),
                new BlockDeviceInfo.Cache(writeback, config.direct(), config.noFlush()));
    }

    private String driver() {
        return config.driver().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A URL, unless there is more to say than fits one. */
    private String filename() {
        if (config.size().isEmpty() && config.readZeroes().isEmpty()) {
            return driver() + "://";
        }
        StringBuilder json = new StringBuilder("json:{");
        config.readZeroes()
                .ifPresent(zeroes ->
                        json.append("\"read-zeroes\": ").append(zeroes).append(", "));
        json.append("\"driver\": \"").append(driver()).append('"');
        config.size().ifPresent(size -> json.append(", \"size\": ").append(size));
        return json.append('}').toString();
    }
}
