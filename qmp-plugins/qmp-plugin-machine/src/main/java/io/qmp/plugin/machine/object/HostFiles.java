package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.io.File;
import java.util.List;

/** The files of the host that objects need. They must be there; what is in them means nothing here. */
final class HostFiles {
    private static final String ABSENT = "No such file or directory";

    private HostFiles() {}

    /**
     * Fails if the file that a property names is not there.
     *
     * @param format QEMU's text up to the reason, with the path as its argument
     */
    static void need(QomObject object, String property, String format) {
        object.text(property).filter(path -> !exists(path)).ifPresent(path -> {
            throw CommandFailedException.generic(String.format(format, path) + ABSENT);
        });
    }

    /** Fails if the file of a memory backend can neither be opened nor created. */
    static void needMemory(QomObject memory) {
        String path = memory.text("mem-path").orElse("");
        File parent = new File(path).getAbsoluteFile().getParentFile();
        if (path.isEmpty() || !exists(path) && (parent == null || !parent.isDirectory())) {
            throw CommandFailedException.generic("can't open backing store " + path + " for guest RAM: " + ABSENT);
        }
    }

    /** Fails if the directory of credentials lacks a file. */
    static void needCredentials(QomObject credentials) {
        boolean server = credentials.text("endpoint").filter("server"::equals).isPresent();
        List<String> files = credentials.type().name().equals("tls-creds-psk")
                ? List.of("keys.psk")
                : server ? List.of("ca-cert.pem", "server-cert.pem", "server-key.pem") : List.of("ca-cert.pem");
        String directory = credentials.text("dir").orElse("");
        for (String file : files) {
            if (!exists(directory + "/" + file)) {
                throw CommandFailedException.generic("Unable to access credentials " + directory + "/" + file + ": "
                        + (new File(directory).isFile() ? "Not a directory" : ABSENT));
            }
        }
    }

    /** {@return whether the host has a NUMA node; one that does not say has the first} */
    static boolean hasNode(long node) {
        return new File("/sys/devices/system/node/node" + node).isDirectory()
                || node == 0 && !new File("/sys/devices/system/node").isDirectory();
    }

    /** {@return whether a file is there} From JDK 25 on an empty path is the working directory; here it is none. */
    private static boolean exists(String path) {
        return !path.isEmpty() && new File(path).exists();
    }
}
