package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of a plugin: its own first, so that two plugins may bring different versions of one library, then those
 * of the program. Packages of this project and of JSpecify are always the program's, as plugin and program share them.
 */
final class PluginClasses extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    PluginClasses(List<Path> jars, ClassLoader program) {
        super(jars.stream().map(PluginClasses::url).toArray(URL[]::new), program);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new OptionException(jar + ": " + e.getMessage());
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            boolean shared = name.startsWith("io.qmp.") || name.startsWith("org.jspecify.");
            if (loaded == null && !shared && findResource(name.replace('.', '/') + ".class") != null) {
                loaded = findClass(name);
            }
            return loaded != null ? loaded : super.loadClass(name, resolve);
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }
}
