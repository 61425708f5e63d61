package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.app.tool.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the pages of the manual into a directory; run by the build. */
public final class ManualPages {
    private ManualPages() {}

    /**
     * Writes the pages.
     *
     * @param arguments the directory
     * @throws IOException if they cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, String> page : Manual.pages().entrySet()) {
            Files.writeString(directory.resolve(page.getKey()), page.getValue(), UTF_8);
        }
    }
}
