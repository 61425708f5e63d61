package io.qmp.transport.vertx;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.PseudoTerminal;
import io.qmp.transport.vertx.descriptor.DescriptorChannel;
import io.qmp.transport.vertx.descriptor.Libc;
import io.qmp.transport.vertx.descriptor.LinuxTerminal;
import io.qmp.transport.vertx.descriptor.NativeCalls;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Opens files on Linux, with the help of JNA.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class LinuxDescriptorSource implements DescriptorSource {
    private static final int O_WRONLY = 0x1;
    private static final int O_RDWR = 0x2;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_TRUNC = 0x200;
    private static final int O_APPEND = 0x400;
    private static final int O_DSYNC = 0x1000;
    private static final int O_SYNC = 0x101000;
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = O_CLOEXEC;
    private static final int OWN_FILE = 0600;

    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EEXIST = 17;

    /** For {@code ServiceLoader}; loads nothing native. */
    public LinuxDescriptorSource() {}

    /**
     * Loads what is native now. Without this call, that happens when it is first needed. Takes some 20 ms, once.
     *
     * @throws UnsupportedOperationException if it cannot be loaded; the message says what is missing
     */
    public static void load() {
        NativeCalls.load();
    }

    @Override
    public FileDescriptor open(Path path, OpenOption... options) throws IOException {
        int flags = flags(Set.of(options));
        NativeCalls.load();
        int number = Libc.open(path.toString(), flags, OWN_FILE);
        if (number < 0) {
            throw failure(path.toString(), Libc.error());
        }
        return adopt(number);
    }

    private static int flags(Set<OpenOption> options) {
        boolean append = options.contains(StandardOpenOption.APPEND);
        boolean write = append || options.contains(StandardOpenOption.WRITE);
        boolean read = !write || options.contains(StandardOpenOption.READ);
        if (append && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            throw new IllegalArgumentException("a file cannot be truncated and appended to");
        }
        int flags = O_CLOEXEC;
        if (write) {
            flags |= read ? O_RDWR : O_WRONLY;
        }
        for (OpenOption option : options) {
            flags |= flag(option, write);
        }
        return flags;
    }

    /** As in Java, creating and truncating needs write access. */
    private static int flag(OpenOption option, boolean write) {
        if (!(option instanceof StandardOpenOption known)) {
            throw new UnsupportedOperationException(option + " is not known");
        }
        return switch (known) {
            case READ, WRITE, SPARSE -> 0;
            case APPEND -> O_APPEND;
            case CREATE -> write ? O_CREAT : 0;
            case CREATE_NEW -> write ? O_CREAT | O_EXCL : 0;
            case TRUNCATE_EXISTING -> write ? O_TRUNC : 0;
            case SYNC -> O_SYNC;
            case DSYNC -> O_DSYNC;
            case DELETE_ON_CLOSE -> throw new UnsupportedOperationException(option + " is not known");
        };
    }

    @Override
    public FileDescriptor duplicate(int number) throws IOException {
        NativeCalls.load();
        int duplicate = Libc.fcntl(number, F_DUPFD_CLOEXEC, 0);
        if (duplicate < 0) {
            throw new IOException("file descriptor " + number + ": " + Libc.strerror(Libc.error()));
        }
        return adopt(duplicate);
    }

    @Override
    public FileDescriptor adopt(int number) {
        NativeCalls.load();
        return new FileDescriptor(number, Libc::close);
    }

    @Override
    public ByteChannel channel(FileDescriptor descriptor) throws IOException {
        return DescriptorChannel.open(descriptor);
    }

    @Override
    public SocketPair pair() throws IOException {
        NativeCalls.load();
        int[] ends = new int[2];
        if (Libc.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
            throw new IOException("a pair of sockets: " + Libc.strerror(Libc.error()));
        }
        return new SocketPair(adopt(ends[0]), adopt(ends[1]));
    }

    @Override
    public PseudoTerminal terminal() throws IOException {
        return LinuxTerminal.open();
    }

    private static FileSystemException failure(String path, int error) {
        return switch (error) {
            case ENOENT -> new NoSuchFileException(path);
            case EACCES -> new AccessDeniedException(path);
            case EEXIST -> new FileAlreadyExistsException(path);
            default -> new FileSystemException(path, null, Libc.strerror(error));
        };
    }
}
