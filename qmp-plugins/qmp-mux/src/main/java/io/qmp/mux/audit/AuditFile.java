package io.qmp.mux.audit;

import io.qmp.api.Loggers;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Writes records to a file on a thread of its own, so that a slow disk delays only the commands that wait for it. */
final class AuditFile implements AuditLog {
    private final Path file;
    private final AuditFileLimits limits;
    private final AuditLines lines = new AuditLines();
    private final WireCodec codec = WireCodec.installed();
    private final ExecutorService writer;
    private FileChannel channel;
    private long size;

    AuditFile(Path file, AuditFileLimits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        this.channel = open();
        this.size = channel.size();
        this.writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "qmp-audit");
            thread.setDaemon(true);
            return thread;
        });
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    @Override
    public CompletionStage<?> write(AuditRecord entry) {
        QmpObject line = lines.of(entry);
        return CompletableFuture.runAsync(() -> append(line), writer);
    }

    private void append(QmpObject line) {
        String text = codec.format(line, WireFormat.CLIENT) + "\n";
        try {
            append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": a record cannot be written", e);
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        if (size > 0 && size + bytes.remaining() > limits.bytes()) {
            rotate();
        }
        long before = size;
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes);
            }
        } catch (IOException e) {
            channel.truncate(before); // no half line, in front of which the next one would be unreadable
            size = before;
            throw e;
        }
    }

    private void rotate() throws IOException {
        channel.close();
        try {
            for (int number = limits.kept(); number > 0; number--) {
                moveIfThere(number == 1 ? file : old(number - 1), old(number));
            }
            if (limits.kept() == 0) {
                Files.deleteIfExists(file);
            }
        } finally {
            channel = open(); // the old file goes on where it could not be moved
            size = channel.size();
        }
    }

    private Path old(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // There are not as many yet.
        }
    }

    @Override
    public void close() {
        writer.execute(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                Loggers.named("io.qmp.mux").log(System.Logger.Level.ERROR, () -> file + " cannot be closed", e);
            }
        });
        writer.shutdown();
        try {
            writer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
