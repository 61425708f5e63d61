package io.qmp.api;

/**
 * Class loaders of programs that may be on the boot class path ({@code -Xbootclasspath/a}), whose classes have none.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ClassLoaders {
    private ClassLoaders() {}

    /**
     * {@return the loader of a class, or the system's for a class of the boot class path} The system's has the classes
     * and resources of that path, too, and all modules of the JDK, which that of the JVM does not have.
     *
     * @param type any class
     */
    public static ClassLoader of(Class<?> type) {
        ClassLoader own = type.getClassLoader();
        return own != null ? own : ClassLoader.getSystemClassLoader();
    }
}
