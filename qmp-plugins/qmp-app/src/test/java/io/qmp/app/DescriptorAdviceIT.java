package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that passes descriptors and follows the advice of messages to the letter until it can. */
@EnabledOnOs(OS.LINUX)
class DescriptorAdviceIT {
    private static final Pattern OPTION = Pattern.compile("--add-modules [\\w.]+|--enable-native-access=[\\w.,-]+");

    /** From this version on, a JVM can refuse native access to modules that no option names. */
    private static final int NATIVE_ACCESS = 24;

    private static final Path SOURCES = Path.of("src/test/programs/descriptors");

    @TempDir
    Path directory;

    private final Set<String> options = new LinkedHashSet<>();
    private final List<Path> path = new ArrayList<>();

    @BeforeEach
    void compile() throws IOException {
        path.addAll(UserProgram.jars("jna"));
        UserProgram.compile(SOURCES, directory.resolve("consumer"), path);
        path.add(directory.resolve("consumer"));
        if (Runtime.version().feature() >= NATIVE_ACCESS) {
            options.add("--illegal-native-access=deny");
        }
    }

    @Test
    void theFirstMessageOnTheModulePathIsComplete() throws IOException {
        List<String> start = List.of("-p", "PATH", "-m", "consumer/consumer.Main");
        String before = run(start);
        assertThat(before).doesNotContain("passed");
        follow(before);

        assertThat(run(start)).contains("passed");
        assertThat(options).contains("--add-modules com.sun.jna");
    }

    @Test
    void aModuleThatRequiresJnaNeedsNoOptionForIt() throws IOException {
        Path main = Path.of("consumer/Main.java");
        Path sources = directory.resolve("sources");
        Files.createDirectories(sources.resolve("consumer"));
        Files.copy(SOURCES.resolve(main), sources.resolve(main));
        String descriptor = Files.readString(SOURCES.resolve("module-info.java"));
        Files.writeString(sources.resolve("module-info.java"), descriptor.replace("{", "{\n    requires com.sun.jna;"));
        List<Path> all = new ArrayList<>(UserProgram.jars());
        UserProgram.compile(sources, directory.resolve("requiring"), all);
        all.add(directory.resolve("requiring"));
        path.clear();
        path.addAll(all);
        options.add("--enable-native-access=com.sun.jna,io.netty.common");

        assertThat(run(List.of("-p", "PATH", "-m", "consumer/consumer.Main"))).contains("passed");
    }

    @Test
    void eachMessageOnTheClassPathIsFollowedOnce() throws IOException {
        List<String> start = List.of("-cp", "PATH", "consumer.Main");
        String before = run(start);
        assertThat(before).doesNotContain("passed").doesNotContain("--add-modules");
        follow(before);
        String after = run(start); // native access is refused only once JNA is there
        follow(after);

        assertThat(run(start)).contains("passed");
    }

    private void follow(String message) throws IOException {
        if (message.contains("add net.java.dev.jna:jna-jpms")) {
            path.addAll(UserProgram.jars().stream()
                    .filter(jar -> jar.getFileName().toString().startsWith("jna-jpms"))
                    .toList());
        }
        Matcher option = OPTION.matcher(message);
        while (option.find()) {
            options.add(option.group());
        }
    }

    private String run(List<String> start) throws IOException {
        List<String> arguments = new ArrayList<>();
        options.forEach(option -> arguments.addAll(List.of(option.split(" "))));
        start.forEach(word -> arguments.add(word.equals("PATH") ? UserProgram.path(path) : word));
        Path here = Files.createTempDirectory(directory, "run");
        arguments.addAll(List.of("unix:" + here.resolve("qmp"), Files.createFile(here.resolve("file")) + ""));
        return UserProgram.run(arguments);
    }
}
