package io.qmp.program.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file of a unix socket: whether it is there, is a socket, and may be used. */
record SocketFile(Path path) {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int MOST = 5;

    /** {@return what was found} The last finding is a problem if there can be no connection. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Path missing = firstMissing();
        if (missing != null) {
            findings.add(missing.equals(path) ? notThere() : directory(missing));
        } else if (!isSocket()) {
            findings.add(Finding.problem(
                    path + " is " + (Files.isDirectory(path) ? "a directory" : "a file") + ", no socket",
                    "Name the path that stands behind unix: in QEMU's option -qmp."));
        } else if (!Files.isWritable(path)) {
            findings.add(Finding.problem(
                    path + " exists, but you may not write it: it belongs to " + owner(),
                    "Run qmp as that user, or change the permissions of the socket."));
        } else {
            findings.add(Finding.good(path + " is a socket, and you may use it"));
        }
        return findings;
    }

    /** {@return the first part of the path that is not there or not to be seen} */
    private @org.jspecify.annotations.Nullable Path firstMissing() {
        Path part = path.getRoot() == null ? Path.of("") : path.getRoot();
        for (Path name : path) {
            part = part.resolve(name);
            if (!Files.exists(part)) {
                return part;
            }
        }
        return null;
    }

    private Finding directory(Path missing) {
        Path above = missing.getParent();
        if (above != null && Files.isDirectory(above) && !Files.isExecutable(above)) {
            return Finding.problem(
                    "you may not look into " + above, "Run qmp as the user to whom it belongs, or as root.");
        }
        return Finding.problem("the directory " + missing + " does not exist", "Check the path.");
    }

    private Finding notThere() {
        Path above = path.toAbsolutePath().getParent();
        if (above != null && !Files.isExecutable(above)) {
            return directory(path);
        }
        String others = othersIn(above);
        return Finding.problem(
                path + " does not exist" + (others.isEmpty() ? "" : "; sockets beside it: " + others),
                "Start QEMU with -qmp unix:" + path + ",server=on,wait=off, or check the path.");
    }

    private static String othersIn(@org.jspecify.annotations.Nullable Path directory) {
        if (directory == null) {
            return "";
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> new SocketFile(file).isSocket())
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .limit(MOST)
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "";
        }
    }

    private boolean isSocket() {
        try {
            return ((int) Files.getAttribute(path, "unix:mode") & TYPE) == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path);
        }
    }

    private String owner() {
        try {
            return String.valueOf(Files.getOwner(path));
        } catch (IOException | UnsupportedOperationException e) {
            return "another user";
        }
    }
}
