package io.qmp.plugin.machine.agent;

import io.qmp.api.message.AgentNames;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The file systems that are frozen. While there are some, the agent could not write, and executes few commands. */
final class Frozen implements Predicate<String> {
    private static final Set<String> WHILE_FROZEN = Set.of(
            "guest-ping",
            "guest-info",
            AgentNames.SYNC,
            AgentNames.SYNC_DELIMITED,
            "guest-fsfreeze-status",
            "guest-fsfreeze-thaw");

    private final List<FileSystem> all;
    private volatile long count; // set on the loop

    Frozen(List<FileSystem> all) {
        this.all = all;
    }

    /** {@return whether a command is executed now} May be called on any thread. */
    @Override
    public boolean test(String command) {
        return count == 0 || WHILE_FROZEN.contains(command);
    }

    String status() {
        return count == 0 ? "thawed" : "frozen";
    }

    /** Freezes the file systems that are mounted at some places, or all; returns how many. */
    long freeze(@Nullable List<String> mountpoints) {
        count = all.stream()
                .filter(system -> mountpoints == null || mountpoints.contains(system.mountpoint()))
                .count();
        return count;
    }

    long thaw() {
        long thawed = count;
        count = 0;
        return thawed;
    }
}
