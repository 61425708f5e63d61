package io.qmp.plugin.machine.memory;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.config.HostFileAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Saves parts of the guest's memory, which is all zeros, to a file. Blocks. */
final class MemoryDump {
    private static final byte[] ZEROS = new byte[1024];

    private final HostFileAccess files;

    /**
     * @param files which files may be written
     */
    MemoryDump(HostFileAccess files) {
        this.files = files;
    }

    /** Saves memory from a physical address on; beyond the memory there are zeros, too. */
    void savePhysical(long size, String filename) {
        try (OutputStream file = open(filename)) {
            checkSize(size);
            write(size, file);
        } catch (IOException e) {
            throw failed("An IO error has occurred", e);
        }
    }

    /**
     * Saves memory from a virtual address on. There is no address translation yet, so it is the physical one; but
     * an address beyond the memory is an error, after all memory before it has been saved.
     */
    void saveVirtual(long address, long size, String filename, long memory) {
        long there = address < 0 || address > memory ? 0 : Math.min(size, memory - address);
        try (OutputStream file = open(filename)) {
            checkSize(size);
            write(there == size ? size : there / ZEROS.length * ZEROS.length, file);
        } catch (IOException e) {
            throw failed("An IO error has occurred", e);
        }
        if (there < size) {
            throw CommandFailedException.generic("Invalid addr 0x%016x/size %d specified".formatted(address, size));
        }
    }

    private static void checkSize(long size) {
        if (size < 0) {
            throw CommandFailedException.generic("Parameter 'size' expects a non-negative number");
        }
    }

    private OutputStream open(String filename) {
        files.require(filename);
        try {
            if (filename.isEmpty()) {
                throw new NoSuchFileException(filename);
            }
            return Files.newOutputStream(Path.of(filename));
        } catch (InvalidPathException | IOException e) {
            throw failed("Could not open '" + filename + "': " + reason(e), e);
        }
    }

    /** {@return the operating system's text for an error} */
    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException || failure instanceof InvalidPathException) {
            return "No such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : null;
        return reason != null ? reason : "Input/output error";
    }

    private static void write(long size, OutputStream file) throws IOException {
        for (long left = size; left > 0; left -= ZEROS.length) {
            file.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }

    private static CommandFailedException failed(String message, Exception cause) {
        return CommandFailedException.generic(message, cause);
    }
}
