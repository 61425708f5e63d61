package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * A machine's name.
 *
 * @param name the name; {@code null} if none was given
 * @since 0.1
 */
@Experimental(since = "0.1")
public record NameInfo(@Nullable String name) {}
