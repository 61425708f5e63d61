package io.qmp.server.plugin;

import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a search for plugins.
 *
 * @param plugins the plugins found
 * @param failed the classes of plugins that were found but cannot be instantiated; each has been named in the log
 */
record Discovery(List<NamedPlugin> plugins, List<String> failed) {
    static final Discovery NOTHING = new Discovery(List.of(), List.of());

    /** {@return this result and another one} */
    Discovery and(Discovery other) {
        return new Discovery(concat(plugins, other.plugins), concat(failed, other.failed));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
