package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.app.tool.CompletionScripts;
import io.qmp.app.tool.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the pages of the manual and the completions of shells into the directory {@code share}; run by the build. */
public final class SharedFiles {
    private SharedFiles() {}

    /**
     * Writes the files.
     *
     * @param arguments the directory
     * @throws IOException if they cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0]);
        Map<String, String> files = new LinkedHashMap<>(CompletionScripts.byFile());
        Manual.pages().forEach((name, page) -> files.put("man/man1/" + name, page));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = share.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), UTF_8);
        }
    }
}
