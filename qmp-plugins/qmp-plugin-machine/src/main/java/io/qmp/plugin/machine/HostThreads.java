package io.qmp.plugin.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ids of threads of this process to report as threads of virtual CPUs. Clients look them up and pin them, and
 * ignore an id that is the process's.
 */
final class HostThreads {
    private static final Path TASKS = Path.of("/proc/self/task");

    private final List<Long> ids;

    private HostThreads(List<Long> ids) {
        this.ids = ids;
    }

    /**
     * {@return the ids of the present threads, oldest first, without the process's first thread; only that one
     * where they cannot be listed}
     */
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

    /** {@return the id for a virtual CPU, always the same} */
    long of(long cpu) {
        return ids.get((int) (cpu % ids.size()));
    }
}
