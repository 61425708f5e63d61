package io.qmp.app.process;

import io.qmp.api.Loggers;

/**
 * The loggers of the program as it is in its image: those of {@code java.util.logging}, as without this class.
 *
 * <p>The JDK looks for finders of loggers in all jars of the class path, when it sets up {@code java.util.logging} and
 * when a logger of its own is first used, from JDK 21 on at the latest when the program ends; to open the jars takes as
 * long as a JVM's start. It looks no further when it has found this one, and another one that it does not use: the
 * first jar of the image names both. What the program logs does not ask for it.
 */
public final class ImageLoggers extends System.LoggerFinder {
    /** For the JDK. */
    public ImageLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new JdkLogger(name);
    }

    /** Gives the program loggers without a look for finders, if it is that of the image. To be called first of all. */
    public static void install() {
        if (Image.isClassPath()) {
            Loggers.comeFrom(JdkLogger::new);
        }
    }

    /** The finder with which the JDK's look for a second one ends; it takes the first. */
    public static final class Second extends System.LoggerFinder {
        /** For the JDK. */
        public Second() {}

        @Override
        public System.Logger getLogger(String name, Module module) {
            return new JdkLogger(name);
        }
    }
}
