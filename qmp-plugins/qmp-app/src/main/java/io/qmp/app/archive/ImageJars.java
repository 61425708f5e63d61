package io.qmp.app.archive;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars of an image.
 *
 * @param jar the one that starts the program; all others are in the directory {@code lib} beside it
 */
record ImageJars(File jar) {
    /** {@return the option that puts all of them on the boot class path, exactly as the launcher has it} */
    String bootClassPath() {
        return all().stream()
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator, "-Xbootclasspath/a:", ""));
    }

    /**
     * {@return names, sizes and times of all jars and the version of the JDK that runs them as one number} Another one
     * if any of them was replaced.
     */
    String state() {
        long state = System.getProperty("java.vm.version", "").hashCode();
        for (File each : all()) {
            state = 31 * state + stateOf(each);
        }
        return Long.toHexString(state);
    }

    private List<File> all() {
        List<File> all = new ArrayList<>(List.of(jar));
        File[] lib =
                new File(jar.getAbsoluteFile().getParentFile(), "lib").listFiles((at, name) -> name.endsWith(".jar"));
        if (lib != null) {
            Arrays.sort(lib);
            all.addAll(Arrays.asList(lib));
        }
        return all;
    }

    private static long stateOf(File file) {
        return (31 * file.getName().hashCode() + file.length()) * 31 + file.lastModified();
    }
}
