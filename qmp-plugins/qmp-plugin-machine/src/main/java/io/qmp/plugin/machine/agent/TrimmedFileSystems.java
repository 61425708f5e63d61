package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * The answer to {@link Fstrim}.
 *
 * @param paths the file systems
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TrimmedFileSystems(List<Trimmed> paths) {
    /**
     * What was discarded in one.
     *
     * @param path where it is mounted
     * @param trimmed how many bytes
     * @param minimum as it was asked for
     */
    public record Trimmed(String path, long trimmed, long minimum) {}
}
