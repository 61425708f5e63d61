package io.qmp.server.plugin;

import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a search for plugins.
 *
 * @param plugins the plugins found
 * @param failed the classes of plugins that were found but cannot be instantiated; each has been named in the log
 * @param unlisted the classes that may be plugins and that no service file names
 */
record Discovery(List<NamedPlugin> plugins, List<String> failed, List<String> unlisted) {
    static final Discovery NOTHING = new Discovery(List.of(), List.of(), List.of());

    /** {@return this result and another one} */
    Discovery and(Discovery other) {
        return new Discovery(
                concat(plugins, other.plugins), concat(failed, other.failed), concat(unlisted, other.unlisted));
    }

    /** {@return this result with these unlisted classes} */
    Discovery withUnlisted(List<String> unlisted) {
        return new Discovery(plugins, failed, unlisted);
    }

    /** {@return the classes of plugins, whether they can be instantiated or not} */
    List<String> classes() {
        return concat(plugins.stream().map(NamedPlugin::className).toList(), failed);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
