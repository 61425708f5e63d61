package io.qmp.app.archive;

import java.io.File;
import java.util.Arrays;

/**
 * The jars of an image and the JDK that runs them, to find out whether one was replaced.
 *
 * @param jar the one that starts the program; all others are in the directory {@code lib} beside it
 */
record ImageState(File jar) {
    /** {@return names, sizes and times of all jars and the version of the JDK as one number} */
    String text() {
        File[] lib = new File(jar.getAbsoluteFile().getParentFile(), "lib").listFiles();
        File[] jars = lib == null ? new File[0] : lib;
        Arrays.sort(jars);
        long state =
                31 * stateOf(jar) + System.getProperty("java.vm.version", "").hashCode();
        for (File each : jars) {
            state = 31 * state + stateOf(each);
        }
        return Long.toHexString(state);
    }

    private static long stateOf(File file) {
        return (31 * file.getName().hashCode() + file.length()) * 31 + file.lastModified();
    }
}
