package io.qmp.server.dispatch;

import io.qmp.server.guard.PluginCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands that a plugin has registered with one call: a command, or several that are made when they are needed. */
public interface CommandGroup {
    /** {@return the names that it claims; it need not have a command of each} */
    Set<String> names();

    /**
     * {@return its command of a name; {@code null} if it has none}
     *
     * @throws IllegalStateException if it cannot be made
     */
    @Nullable
    RegisteredCommand<?> find(String name);

    /**
     * {@return its commands, in the order of their names}
     *
     * @throws IllegalStateException if they cannot be made
     */
    List<RegisteredCommand<?>> commands();

    /** {@return the plugin} */
    PluginCode plugin();
}
