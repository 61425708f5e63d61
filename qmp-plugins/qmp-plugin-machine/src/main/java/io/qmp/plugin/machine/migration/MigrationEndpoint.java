package io.qmp.plugin.machine.migration;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FdsetPath;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.host.HostStream;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a migration goes to or comes from. */
sealed interface MigrationEndpoint {
    /**
     * A socket.
     *
     * @param address its address
     */
    record Socket(QmpAddress address) implements MigrationEndpoint {}

    /**
     * A descriptor.
     *
     * @param name the name under which a client has left it, or its number
     */
    record Passed(String name) implements MigrationEndpoint {
        /** {@return whether this is the number of a descriptor that the program was started with} */
        boolean isNumber() {
            return name.matches("[0-9]{1,9}");
        }
    }

    /**
     * A file.
     *
     * @param name its name
     * @param offset where the stream begins
     */
    record HostPath(String name, long offset) implements MigrationEndpoint {
        /** {@return the path that the name is} */
        Path path() {
            try {
                return Path.of(name);
            } catch (InvalidPathException e) {
                throw CommandFailedException.generic("Could not open '" + name + "': No such file or directory", e);
            }
        }

        /** {@return a descriptor of the set that the name is, if it is one} */
        Optional<FileDescriptor> lent(DescriptorStore descriptors, DescriptorStore.Access access) {
            try {
                Optional<FdsetPath> set = FdsetPath.of(name);
                return set.isEmpty()
                        ? Optional.empty()
                        : Optional.of(descriptors.lend(set.get().set(), access));
            } catch (IllegalArgumentException e) {
                throw CommandFailedException.generic("Could not parse fdset " + name, e);
            } catch (FileSystemException e) {
                throw CommandFailedException.generic("Could not dup FD for " + name + ": " + HostStream.reason(e), e);
            }
        }
    }

    /**
     * An endpoint that this host does not reach.
     *
     * @param sending why nothing can be sent there
     * @param receiving why nothing comes from there
     */
    record Refused(String sending, String receiving) implements MigrationEndpoint {}
}
