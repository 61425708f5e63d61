package io.qmp.app.archive;

import io.qmp.api.ClassLoaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The native libraries of the image as files, which the JVM can load: of libraries in jars, Netty and JNA would make
 * files of random names at each start. Each is in a folder that has the name of its jar, so that another version of a
 * jar does not find the library of this one.
 *
 * @param directory where the folders are; beside those of the archives
 */
record LibraryFiles(Path directory) {
    /** By the architecture of the JVM, the library in the jars of Netty and that of JNA. */
    private static final Map<String, Libraries> KNOWN = Map.of(
            "amd64", new Libraries("x86_64", "linux-x86-64"), "aarch64", new Libraries("aarch_64", "linux-aarch64"));

    private record Libraries(String netty, String jna) {
        List<Library> all() {
            return List.of(
                    new Library(
                            "META-INF/native/libnetty_transport_native_epoll_" + netty + ".so",
                            "sun.boot.library.path"), // the JVM adds this folder to its own
                    new Library("com/sun/jna/" + jna + "/libjnidispatch.so", "jna.boot.library.path"));
        }
    }

    private record Library(String resource, String property) {}

    /**
     * Makes the files that are missing.
     *
     * @param draft a file that is not there, on the same file system
     * @return the options by which a JVM uses them, as the launcher has them
     */
    List<String> make(Path draft) throws IOException {
        List<String> options = new ArrayList<>();
        Libraries known = KNOWN.get(System.getProperty("os.arch"));
        if (known == null || !System.getProperty("os.name").equals("Linux")) {
            return options;
        }
        for (Library library : known.all()) {
            URL url = ClassLoaders.of(LibraryFiles.class).getResource(library.resource());
            if (url != null && url.openConnection() instanceof JarURLConnection jar) {
                Path folder =
                        directory.resolve(Path.of(jar.getJarFile().getName()).getFileName());
                Path file = folder.resolve(Path.of(library.resource()).getFileName());
                if (!Files.exists(file)) {
                    write(url, draft, file);
                }
                options.add("-D" + library.property() + "=" + folder);
            }
        }
        return options;
    }

    private static void write(URL url, Path draft, Path file) throws IOException {
        try (InputStream bytes = url.openStream()) {
            Files.copy(bytes, draft);
        }
        Files.createDirectories(file.getParent());
        ArchiveMaker.move(draft, file);
    }
}
