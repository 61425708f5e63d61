package io.qmp.app.metrics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The checker of Prometheus; a test that needs it is skipped where it is missing. */
public final class Promtool {
    private static final Path PROGRAM = Path.of("/usr/bin/promtool");

    private Promtool() {}

    /** What it complains about; empty if nothing. */
    public static String run(String input, String... arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "promtool is missing: skipped");
        List<String> line = new ArrayList<>(List.of(PROGRAM.toString()));
        line.addAll(List.of(arguments));
        Path given = Files.createTempFile("promtool", ".txt");
        Path said = Files.createTempFile("promtool", ".out");
        try {
            Files.writeString(given, input);
            int status = new ProcessBuilder(line)
                    .redirectInput(given.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            String text = Files.readString(said, StandardCharsets.UTF_8);
            return status == 0 ? "" : "status " + status + ": " + text;
        } finally {
            Files.delete(given);
            Files.delete(said);
        }
    }
}
