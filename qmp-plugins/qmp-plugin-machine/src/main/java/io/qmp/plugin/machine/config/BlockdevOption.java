package io.qmp.plugin.machine.config;

import io.qmp.plugin.machine.type.BlockDeviceInfo.DetectZeroes;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code -blockdev}. */
final class BlockdevOption {
    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final int LONGEST_NODE_NAME = 31;

    private BlockdevOption() {}

    static BlockNode parse(String text) {
        OptionValues values = OptionValues.parse(text, "driver");
        BlockNode.Driver driver = values.takeEnum("driver", BlockNode.Driver.class)
                .orElseThrow(() -> new IllegalArgumentException("Parameter 'driver' is missing"));
        BlockNode node = new BlockNode(
                nodeName(values),
                driver,
                values.takeInteger("size").map(OptionalLong::of).orElseGet(OptionalLong::empty),
                values.takeSwitch("read-zeroes"),
                values.takeInteger("latency-ns").orElse(0L),
                values.takeSwitch("read-only").orElse(false),
                values.takeSwitch("cache.direct").orElse(false),
                values.takeSwitch("cache.no-flush").orElse(false),
                values.takeEnum("detect-zeroes", DetectZeroes.class).orElse(DetectZeroes.OFF));
        values.ignore(Set.of("discard", "force-share", "auto-read-only"));
        values.left().ifPresent(key -> {
            throw new IllegalArgumentException("Parameter '" + key + "' is unexpected");
        });
        return node;
    }

    private static String nodeName(OptionValues values) {
        String name = values.take("node-name")
                .orElseThrow(() -> new IllegalArgumentException("'node-name' must be specified for the root node"));
        if (!NODE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid node-name: '" + name + "'");
        }
        if (name.length() > LONGEST_NODE_NAME) {
            throw new IllegalArgumentException("Node name too long");
        }
        return name;
    }
}
