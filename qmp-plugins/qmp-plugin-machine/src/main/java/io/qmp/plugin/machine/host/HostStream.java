package io.qmp.plugin.machine.host;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.DescriptorSource;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, pipe or the like of the host, not open yet. Opening it may block. */
@FunctionalInterface
public interface HostStream {
    /**
     * Opens it.
     *
     * @return the caller's channel. What blocks in it ends when it is closed by another thread, if the descriptor's
     *     file could be opened once more
     */
    ByteChannel open() throws IOException;

    /** {@return a file that is made if it is absent, and is cut off where the stream begins} */
    static HostStream writing(Path path, long offset) {
        return () -> {
            FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            try {
                file.truncate(offset).position(offset);
                return file;
            } catch (IOException e) {
                file.close();
                throw e;
            }
        };
    }

    /** {@return a file that is read from a place on} */
    static HostStream reading(Path path, long offset) {
        return () -> FileChannel.open(path, StandardOpenOption.READ).position(offset);
    }

    /**
     * {@return what a descriptor is of, to be written where the descriptor stands}
     *
     * @param descriptor the stream's; closed when it is opened
     */
    static HostStream writing(FileDescriptor descriptor) {
        return () -> of(descriptor, StandardOpenOption.WRITE);
    }

    /**
     * {@return what a descriptor is of, to be read where the descriptor stands}
     *
     * @param descriptor the stream's; closed when it is opened
     */
    static HostStream reading(FileDescriptor descriptor) {
        return () -> of(descriptor, StandardOpenOption.READ);
    }

    /**
     * {@return the file of a descriptor, to be written from a place on, where it is cut off}
     *
     * @param descriptor the stream's; closed when it is opened
     */
    static HostStream writing(FileDescriptor descriptor, long offset) {
        return () -> {
            ByteChannel opened = of(descriptor, StandardOpenOption.WRITE);
            if (opened instanceof FileChannel file) {
                file.truncate(offset).position(offset);
            }
            return opened;
        };
    }

    /**
     * {@return the file of a descriptor, to be read from a place on}
     *
     * @param descriptor the stream's; closed when it is opened
     */
    static HostStream reading(FileDescriptor descriptor, long offset) {
        return () -> {
            ByteChannel opened = of(descriptor, StandardOpenOption.READ);
            return opened instanceof FileChannel file ? file.position(offset) : opened;
        };
    }

    /** A channel that Java opens can be interrupted; so it is preferred to the descriptor. */
    private static ByteChannel of(FileDescriptor descriptor, OpenOption access) throws IOException {
        int number = descriptor.number();
        if (isSocket(number)) { // has no path by which it could be opened
            return DescriptorSource.installed().channel(descriptor);
        }
        long position = position(number);
        FileChannel file;
        try {
            file = FileChannel.open(path(number), access);
        } catch (AccessDeniedException e) { // another user's file, which only the descriptor opens
            return DescriptorSource.installed().channel(descriptor);
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
        descriptor.close();
        return position == 0 ? file : file.position(position);
    }

    private static Path path(int number) {
        return Path.of("/proc/self/fd/" + number);
    }

    private static long position(int number) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + number))) {
            if (line.startsWith("pos:")) {
                return Long.parseLong(line.substring("pos:".length()).strip());
            }
        }
        return 0;
    }

    /** {@return whether a descriptor is one of a socket} */
    static boolean isSocket(int number) {
        try {
            return Files.readSymbolicLink(path(number)).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return whether a descriptor is one of a file, not of a pipe or a device} */
    static boolean isFile(int number) {
        return Files.isRegularFile(path(number));
    }

    /** {@return the operating system's reason in what Java says of a failure} */
    static String reason(Throwable failure) {
        return Reasons.of(failure);
    }
}
