package io.qmp.app.archive;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars of an image. Those of the class path are one that starts the program, and those in the directory {@code lib}
 * beside it. Another one has this project's classes with classes in place of lambdas, for JDKs that cannot archive
 * lambdas as they are linked.
 *
 * @param jar the one that starts the program
 */
record ImageJars(File jar) {
    /**
     * {@return the option that puts them on the boot class path, exactly as the launcher has it}
     *
     * @param linked whether the JDK archives lambdas as they are linked; if not, classes take their place
     */
    String bootClassPath(boolean linked) {
        List<File> path = new ArrayList<>(List.of(jar)); // first: what services there are is in it
        if (!linked) {
            path.add(lambdas());
        }
        path.addAll(lib());
        return path.stream()
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator, "-Xbootclasspath/a:", ""));
    }

    /**
     * {@return names, sizes and times of all jars and the version of the JDK that runs them as one number} Another one
     * if any of them was replaced.
     */
    String state() {
        List<File> all = new ArrayList<>(List.of(jar, lambdas()));
        all.addAll(lib());
        long state = System.getProperty("java.vm.version", "").hashCode();
        for (File each : all) {
            state = 31 * state + stateOf(each);
        }
        return Long.toHexString(state);
    }

    private File lambdas() {
        return new File(directory(), "lambdas.jar");
    }

    private List<File> lib() {
        File[] jars = new File(directory(), "lib").listFiles((at, name) -> name.endsWith(".jar"));
        if (jars == null) {
            return List.of();
        }
        Arrays.sort(jars);
        return List.of(jars);
    }

    private File directory() {
        return jar.getAbsoluteFile().getParentFile();
    }

    private static long stateOf(File file) {
        return (31 * file.getName().hashCode() + file.length()) * 31 + file.lastModified();
    }
}
