package io.qmp.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Merges jars into one, as plugins of build tools do. */
final class MergedJar {
    private MergedJar() {}

    /**
     * Merges jars without their descriptors.
     *
     * @param services whether service files are put together; otherwise the first of a name is taken
     * @param without names of entries to leave out
     */
    static void merge(Path merged, List<Path> jars, boolean services, String... without) throws IOException {
        Map<String, ByteArrayOutputStream> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", new ByteArrayOutputStream());
        entries.get("META-INF/MANIFEST.MF").write("Multi-Release: true\n".getBytes());
        for (Path jar : jars) {
            add(jar, entries, services);
        }
        List.of(without).forEach(entries::remove);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(merged))) {
            for (Map.Entry<String, ByteArrayOutputStream> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                entry.getValue().writeTo(out);
            }
        }
    }

    private static void add(Path jar, Map<String, ByteArrayOutputStream> entries, boolean services) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(from.entries())) {
                String name = entry.getName();
                ByteArrayOutputStream there = entries.get(name);
                if (entry.isDirectory() || name.endsWith("module-info.class")) {
                    continue;
                }
                if (there == null) {
                    there = new ByteArrayOutputStream();
                    entries.put(name, there);
                } else if (services && name.startsWith("META-INF/services/")) {
                    there.write('\n');
                } else {
                    continue;
                }
                from.getInputStream(entry).transferTo(there);
            }
        }
    }
}
