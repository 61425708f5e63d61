package io.qmp.server.plugin;

import io.qmp.api.ClassLoaders;
import io.qmp.api.spi.QmpPlugin;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The jar of the server, if other jars were merged into it. The service file of one jar may have replaced those of
 * others there, so that plugins are not found though their classes are there.
 */
final class MergedJar {
    private static final String SUFFIX = ".class";

    private MergedJar() {}

    /**
     * {@return the classes named {@code …Plugin} in the merged jar that could be plugins and are not listed}
     *
     * @param listed the classes that a service file names
     */
    static List<String> unlisted(Collection<String> listed) {
        String jar = NamedPlugin.placeOf(MergedJar.class);
        if (!jar.equals(NamedPlugin.placeOf(QmpPlugin.class)) || !Files.isRegularFile(Path.of(jar))) {
            return List.of();
        }
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith("Plugin" + SUFFIX) && !name.startsWith("META-INF/"))
                    .map(name ->
                            name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
                    .filter(name -> !listed.contains(name) && couldBeListed(name))
                    .toList();
        } catch (IOException e) {
            return List.of(); // classes come from it, so it is readable; what is missing is a warning
        }
    }

    private static boolean couldBeListed(String name) {
        try {
            Class<?> type = ClassLoaders.of(MergedJar.class).loadClass(name);
            return QmpPlugin.class.isAssignableFrom(type)
                    && Modifier.isPublic(type.getModifiers())
                    && !Modifier.isAbstract(type.getModifiers())
                    && Modifier.isPublic(type.getDeclaredConstructor().getModifiers());
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    /** {@return the warning about a class} */
    static String warning(String unlisted) {
        return unlisted + " is in " + NamedPlugin.placeOf(MergedJar.class)
                + ", but is not found: when jars are merged, " + Declarations.SERVICE_FILE
                + " must hold the lines of all files of that name (maven-shade-plugin: ServicesResourceTransformer)";
    }
}
