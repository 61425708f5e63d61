package io.qmp.app.archive;

import java.util.Locale;

/**
 * The programs that share an archive of classes. From JDK 24 on, a JVM loads all classes of its archive when it starts:
 * a tool would load those of a server.
 */
public enum ArchiveKind {
    /** {@code serve} and {@code mux}. */
    SERVER,

    /** {@code shell}, which has a terminal. */
    SHELL,

    /** All others. */
    TOOLS;

    /**
     * {@return the kind of a name}
     *
     * @param name as {@link #text}, which the launcher uses as the name of the archive's directory
     */
    public static ArchiveKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
