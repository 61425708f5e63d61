package io.qmp.app.process;

/** In place of the JDK's file of settings for logs: sets nothing. The JDK makes an instance when it sets up its log. */
public final class LogSettings {
    private static final String PROPERTY = "java.util.logging.config.class";
    private static final String MANAGER = "java.util.logging.manager";

    /** For the JDK. */
    public LogSettings() {}

    /**
     * Takes the place of the JDK's file of settings, unless the user has named another one. To be called before any
     * thread may ask for a logger: the JDK's file and its handler take as long as a third of a JVM's start.
     */
    public static void install() {
        if (!areNamed()) {
            System.setProperty(PROPERTY, LogSettings.class.getName());
            if (Image.isClassPath() && System.getProperty(MANAGER) == null) {
                System.setProperty(MANAGER, ImageLogManager.class.getName());
            }
        }
    }

    /** {@return whether the user has named settings} */
    public static boolean areNamed() {
        return System.getProperty("java.util.logging.config.file") != null
                || System.getProperty(PROPERTY) != null && !areInstalled();
    }

    /** {@return whether the settings are these} */
    static boolean areInstalled() {
        return LogSettings.class.getName().equals(System.getProperty(PROPERTY));
    }
}
