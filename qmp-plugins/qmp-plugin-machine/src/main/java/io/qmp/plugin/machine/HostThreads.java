package io.qmp.plugin.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Threads of this process that can be named as those that run virtual CPUs. Clients look them up, and pin them; one that is named as the process itself
 * counts as none.
 */
final class HostThreads {
    private static final Path TASKS = Path.of("/proc/self/task");

    private final List<Long> ids;

    private HostThreads(List<Long> ids) {
        this.ids = ids;
    }

    /** {@return those that are there now, oldest first, without the process's first; just that one where they cannot be found} */
    static HostThreads found() {
        long process = ProcessHandle.current().pid();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            List<Long> others = tasks.map(
                            task -> Long.valueOf(task.getFileName().toString()))
                    .filter(id -> id != process)
                    .sorted()
                    .toList();
            return new HostThreads(others.isEmpty() ? List.of(process) : others);
        } catch (IOException e) {
            return new HostThreads(List.of(process));
        }
    }

    /** {@return the one for a virtual CPU, always the same} */
    long of(long cpu) {
        return ids.get((int) (cpu % ids.size()));
    }
}
