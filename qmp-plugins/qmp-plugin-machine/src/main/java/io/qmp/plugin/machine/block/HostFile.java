package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FdsetPath;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.Access;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of the host as block nodes name it: by its path, or as {@code /dev/fdset/N}, of which a descriptor is lent
 * until this is closed.
 */
final class HostFile implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_DIRECT = 0x4000;

    private final Path path;
    private final Optional<FileDescriptor> lent;

    private HostFile(Path path, Optional<FileDescriptor> lent) {
        this.path = path;
        this.lent = lent;
    }

    /**
     * {@return the file of a name}
     *
     * @param access {@link Access#READ} or {@link Access#READ_WRITE}
     * @param direct whether the page cache is bypassed; only for the text of an error
     */
    static HostFile of(String filename, Access access, boolean direct, FdsetLender fdsets) {
        try {
            Optional<FdsetPath> set = FdsetPath.of(filename);
            if (set.isEmpty()) {
                return new HostFile(Path.of(filename), Optional.empty());
            }
            FileDescriptor descriptor = fdsets.lend(set.get().set(), access);
            return new HostFile(Path.of("/proc/self/fd/" + descriptor.number()), Optional.of(descriptor));
        } catch (InvalidPathException e) {
            throw CommandFailedException.generic("Could not open '" + filename + "': No such file or directory");
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.generic("Could not parse fdset " + filename, e);
        } catch (NoSuchFileException e) {
            throw notLent(filename, access, direct, "No such file or directory");
        } catch (AccessDeniedException e) {
            throw notLent(filename, access, direct, "Permission denied");
        }
    }

    private static CommandFailedException notLent(String filename, Access access, boolean direct, String reason) {
        int flags = (access == Access.READ ? 0 : O_RDWR) | (direct ? O_DIRECT : 0);
        return CommandFailedException.generic(
                "Could not dup FD for " + filename + " flags " + Integer.toHexString(flags) + ": " + reason);
    }

    /** {@return where Java opens the file} */
    Path path() {
        return path;
    }

    @Override
    public void close() {
        lent.ifPresent(FileDescriptor::close);
    }
}
