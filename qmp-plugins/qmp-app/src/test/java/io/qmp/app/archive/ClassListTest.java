package io.qmp.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
    @TempDir
    Path directory;

    @Test
    void classesOfOldFormatsAndLambdasOfThemAreLeftOut() throws IOException {
        Path file = Files.write(
                directory.resolve("classes"),
                List.of(
                        "# This file is generated via the -XX:DumpLoadedClassList=<class_list_file> option.",
                        "java/lang/Object id: 0",
                        "picocli/CommandLine id: 1",
                        "picocli/CommandLine$Model$ArgSpec$Builder id: 2",
                        "io/qmp/app/Main id: 3",
                        "@lambda-proxy io/qmp/app/Main accept (Lpicocli/CommandLine;)V",
                        "@lambda-proxy io/qmp/app/Main run ()Ljava/lang/Runnable;",
                        "@lambda-form-invoker [LF_RESOLVE] java.lang.invoke.Invokers$Holder invokeExact_MT LL_V"));

        new ClassList(file).leaveOutOldFormats();

        assertThat(file)
                .content()
                .contains("# This file", "java/lang/Object", "io/qmp/app/Main id", "run ()", "@lambda-form-invoker")
                .doesNotContain("picocli");
    }
}
