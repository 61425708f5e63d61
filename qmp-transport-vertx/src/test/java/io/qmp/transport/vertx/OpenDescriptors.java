package io.qmp.transport.vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process has open, as the operating system sees it. */
final class OpenDescriptors {
    private static final Path SELF = Path.of("/proc/self/fd");

    private OpenDescriptors() {}

    /** How many descriptors refer to a file. */
    static long of(Path file) throws IOException {
        Path target = file.toRealPath();
        return all().stream().filter(link -> target.equals(target(link))).count();
    }

    /** {@return the number of the descriptor of a socket} */
    static int numberOf(String inode) throws IOException {
        Path target = Path.of("socket:[" + inode + "]");
        return all().stream()
                .filter(link -> target.equals(target(link)))
                .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> all() throws IOException {
        try (Stream<Path> open = Files.list(SELF)) {
            return open.toList();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return link; // closed meanwhile
        }
    }
}
