package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** The file of a unix socket that another program makes. */
final class SocketFile {
    private SocketFile() {}

    /** Waits until the socket listens: then its file appears. */
    static void await(Path socket) throws IOException, InterruptedException {
        Path directory = socket.getParent();
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(socket)) {
                WatchKey key = watch.poll(50, TimeUnit.SECONDS);
                assertThat(key).as("waited for " + socket).isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
    }
}
