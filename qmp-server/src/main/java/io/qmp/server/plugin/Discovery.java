package io.qmp.server.plugin;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a search for plugins has come to.
 *
 * @param plugins those that were found
 * @param failed the classes of those that were found and cannot be made; each has been named in the log
 */
record Discovery(List<NamedPlugin> plugins, List<String> failed) {
    static final Discovery NOTHING = new Discovery(List.of(), List.of());

    /** {@return this and what another search has come to} */
    Discovery and(Discovery other) {
        return new Discovery(concat(plugins, other.plugins), concat(failed, other.failed));
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
