package io.qmp.app.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file that is replaced: what it had stays until {@link #replace}, and what is written before that is held in
 * memory. Closed without {@code replace}, the file is as it was before. For any thread.
 */
final class ReplacedFile extends Writer {
    private final Path path;
    private final FileChannel channel;
    private final boolean isNew;
    private final Writer out;
    private final StringBuilder held = new StringBuilder();
    private boolean replaced;

    private ReplacedFile(Path path, FileChannel channel, boolean isNew) {
        this.path = path;
        this.channel = channel;
        this.isNew = isNew;
        this.out = Channels.newWriter(channel, UTF_8);
    }

    /**
     * {@return a file, opened for writing; made if it does not exist}
     *
     * @throws IOException if it cannot be written
     */
    static ReplacedFile open(Path path) throws IOException {
        try {
            return new ReplacedFile(
                    path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), true);
        } catch (FileAlreadyExistsException e) {
            return new ReplacedFile(path, FileChannel.open(path, StandardOpenOption.WRITE), false);
        }
    }

    /**
     * Removes what the file has, and writes what is held.
     *
     * @throws IOException if it cannot be written
     */
    void replace() throws IOException {
        synchronized (lock) {
            if (Files.isRegularFile(path)) { // not a pipe, which has no length
                channel.truncate(0);
            }
            replaced = true;
            out.append(held);
            out.flush();
            held.setLength(0);
        }
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
        synchronized (lock) {
            if (replaced) {
                out.write(text, start, length);
            } else {
                held.append(text, start, length);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (lock) {
            if (replaced) {
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            if (replaced) {
                out.close();
            } else {
                channel.close();
                if (isNew) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
