package io.qmp.app.metrics;

import io.qmp.app.option.OptionException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sockets that come and go: all in a directory, or all that a pattern matches.
 *
 * @param pattern a directory, or a path whose parts may have {@code *}, {@code ?}, {@code [a-z]} and {@code {a,b}}
 */
record WatchedSockets(String pattern) {
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
    private static final Pattern GENERIC = Pattern.compile("(?:qmp|monitor|qmp-monitor)");

    /**
     * Takes a pattern.
     *
     * @throws OptionException if it is none
     */
    WatchedSockets {
        try {
            for (Path part : Path.of(pattern)) {
                if (WILD.matcher(part.toString()).find()) {
                    FileSystems.getDefault().getPathMatcher("glob:" + part);
                }
            }
        } catch (IllegalArgumentException e) { // of the syntax of paths, and of patterns
            throw new OptionException("'" + pattern + "' is no pattern of sockets: " + e.getMessage());
        }
    }

    /** {@return the sockets that are there now} What cannot be read has none. */
    List<Path> now() {
        Path whole = Path.of(pattern).toAbsolutePath();
        List<Path> found = List.of(whole.getRoot());
        for (Path part : whole) {
            found = below(found, part.toString());
        }
        if (found.size() == 1
                && Files.isDirectory(found.get(0))
                && !WILD.matcher(pattern).find()) {
            found = below(found, "*");
        }
        return found.stream().filter(WatchedSockets::isSocket).sorted().toList();
    }

    private static List<Path> below(List<Path> directories, String part) {
        List<Path> found = new ArrayList<>();
        for (Path directory : directories) {
            if (!WILD.matcher(part).find()) {
                found.add(directory.resolve(part));
            } else if (Files.isDirectory(directory)) {
                try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, part)) {
                    children.forEach(found::add);
                } catch (IOException | DirectoryIteratorException e) {
                    continue; // it has gone, or this user may not look into it
                }
            }
        }
        return found;
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return a name for the virtual machine of a socket} That of the file without its ending, or of its directory if
     * that says nothing, as in {@code domain-1-web/monitor.sock}.
     */
    static String name(Path socket) {
        String file = socket.getFileName().toString();
        int dot = file.lastIndexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        Path parent = socket.getParent();
        Path directory = parent == null ? null : parent.getFileName();
        return directory == null || !GENERIC.matcher(name).matches() ? name : directory.toString();
    }
}
